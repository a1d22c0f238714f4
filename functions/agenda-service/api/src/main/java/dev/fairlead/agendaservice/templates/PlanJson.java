package dev.fairlead.agendaservice.templates;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.AgendaGraph;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.store.TemplateVersion;
import dev.fairlead.templates.Planning.Plan;
import dev.fairlead.wire.ProblemJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A plan as it is answered. */
final class PlanJson {
  private PlanJson() {}

  static Json of(TemplateVersion version, Plan plan) {
    return Json.object()
        .put("template", version.name().value())
        .put("version", version.number())
        .put("ok", plan.problems().isEmpty())
        .put("problems", Json.array(plan.problems().stream().map(ProblemJson::json).toList()))
        .putIfPresent("document", plan.document())
        .put("operations", plan.agenda().map(PlanJson::operations).orElse(Json.array(List.of())))
        .build();
  }

  private static Json.Arr operations(AgendaDocument agenda) {
    var graph = AgendaGraph.of(agenda);
    var specs =
        agenda.operations().stream()
            .collect(Collectors.toMap(OperationSpec::name, Function.identity()));
    var levels = new HashMap<String, Integer>();
    return Json.array(
        graph.topologicalOrder().stream()
            .map(name -> operation(name, specs, graph.dependencies(name), levels))
            .toList());
  }

  private static Json operation(
      String name,
      Map<String, OperationSpec> specs,
      List<String> dependencies,
      Map<String, Integer> levels) {
    int level =
        dependencies.stream()
            .mapToInt(before -> levels.getOrDefault(before, 0) + 1)
            .max()
            .orElse(0);
    levels.put(name, level);
    var operation = Json.object().put("name", name);
    var spec = specs.get(name);
    if (spec != null) {
      operation.put("type", spec.type());
    }
    return operation.put("level", level).put("dependsOn", Json.texts(dependencies)).build();
  }
}
