package dev.fairlead.core.imports;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.imports.ImportOutcome.Renamed;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes operations of the changes of a plan. */
final class ErnestChanges {
  private final ErnestGraph graph;
  private final Set<Integer> completed;
  private final ErnestHandlers handlers;
  private final Optional<ErnestSimulation> simulation;
  private final Findings findings;
  private final ErnestValues values;
  private final ErnestSecrets secrets = new ErnestSecrets();
  private final Map<String, Integer> indexes;
  private final List<List<Integer>> origins;
  private final Set<String> referenced;
  private final List<String> wanted;
  private final List<String> names;
  private final Set<String> simulated = new LinkedHashSet<>();

  ErnestChanges(
      ErnestGraph graph,
      Set<Integer> completed,
      ErnestHandlers handlers,
      Optional<ErnestSimulation> simulation,
      Findings findings) {
    this.graph = graph;
    this.completed = completed;
    this.handlers = handlers;
    this.simulation = simulation;
    this.findings = findings;
    this.values = new ErnestValues(graph, completed);
    this.indexes = graph.indexes();
    this.origins = graph.before();
    this.referenced = dryRun();
    this.wanted = graph.changes().stream().map(change -> spelled(change.id())).toList();
    this.names = OperationNaming.names(wanted);
  }

  /** Names depend on what is referenced, which is known once all templates have been read. */
  private Set<String> dryRun() {
    var templates =
        new ErnestTemplates(
            graph, values, secrets, id -> id, new ErnestLookups(List.of()), new Findings());
    for (int i = 0; i < graph.changes().size(); i++) {
      if (!completed.contains(i)) {
        templates.filled(i);
      }
    }
    return templates.referenced();
  }

  private String spelled(String id) {
    return referenced.contains(id) ? id.replaceAll(":{2,}", ".").replaceAll("[?<>]", "_") : id;
  }

  private String name(String id) {
    return names.get(indexes.getOrDefault(id, 0));
  }

  /** Whole operations of these changes, and behind them what picks out what they find. */
  List<Json.Obj> operations(List<Integer> changes) {
    var lookups = new ErnestLookups(names);
    var templates = new ErnestTemplates(graph, values, secrets, this::name, lookups, findings);
    var operations = new ArrayList<Json.Obj>(changes.size());
    for (int change : changes) {
      var body = sent(templates.filled(change));
      var component = graph.changes().get(change);
      var type = type(component, body);
      operations.add(
          start(change, type, origins.get(change))
              .put("verb", ErnestComponent.text(body, ErnestComponent.VERB))
              .put("component", ErnestComponent.text(body, ErnestComponent.TYPE))
              .put("provider", ErnestComponent.text(body, ErnestComponent.PROVIDER))
              .put("componentId", component.id())
              .put("payload", payload(component.id(), type, body))
              .build());
    }
    operations.addAll(lookups.operations());
    return operations;
  }

  /** Operations that only wait for each other as these changes do, completed or not. */
  List<Json.Obj> bare(List<Integer> changes) {
    return changes.stream()
        .map(change -> {
          var operation =
              Json.object().put("name", names.get(change)).put("type", SimulatedTime.TYPE);
          return waiting(operation, origins.get(change)).build();
        })
        .toList();
  }

  private Json.Builder start(int change, String type, List<Integer> before) {
    var operation = Json.object().put("name", names.get(change)).put("type", type);
    return waiting(
        operation, before.stream().filter(origin -> !completed.contains(origin)).toList());
  }

  private Json.Builder waiting(Json.Builder operation, List<Integer> before) {
    return before.isEmpty()
        ? operation
        : operation.put("dependsOn", Json.texts(before.stream().map(names::get).toList()));
  }

  /** As ernest sent it to a handler. */
  private Json.Obj sent(Json.Obj body) {
    var stamped = graph.whole().text("id").map(id -> body.with("service", Json.of(id)));
    return stamped.orElse(body).with(ErnestComponent.STATE, Json.of("running"));
  }

  private Json payload(String id, String type, Json.Obj body) {
    return type.equals(SimulatedTime.TYPE)
        ? simulation.orElse(ErnestSimulation.PLAIN).payload(id, body)
        : body;
  }

  private String type(ErnestComponent component, Json.Obj body) {
    var parts =
        Stream.of(ErnestComponent.TYPE, ErnestComponent.VERB, ErnestComponent.PROVIDER)
            .map(field -> ErnestComponent.text(body, field))
            .toList();
    // Of those it has been said.
    if (parts.stream().anyMatch(String::isBlank)) {
      return SimulatedTime.TYPE;
    }
    if (parts.stream().anyMatch(part -> part.startsWith("@<"))) {
      findings.add(
          component.place(),
          ProblemCode.UNRESOLVED_TEMPLATE,
          "Type, verb and provider pick the handler, so they have to be known before.");
      return SimulatedTime.TYPE;
    }
    var verb = ErnestComponent.text(body, ErnestComponent.VERB);
    if (Verb.of(verb).isEmpty()) {
      findings.add(
          component.place().child(ErnestComponent.VERB),
          ProblemCode.UNKNOWN_VALUE,
          "There is no verb " + Quoted.name(verb) + ".",
          findings.nearest(verb, Arrays.stream(Verb.values()).map(Verb::word).toList()));
    }
    return handler(component, ErnestComponent.subject(body));
  }

  private String handler(ErnestComponent component, String subject) {
    var type = Optional.ofNullable(handlers.types().get(subject));
    if (type.isEmpty() && simulation.isPresent()) {
      simulated.add(subject);
    } else if (type.isEmpty()) {
      findings.add(
          component.place(),
          ProblemCode.NO_HANDLER,
          "No handler is known for " + Quoted.name(subject) + ".",
          findings.nearest(subject, handlers.types().keySet()));
    }
    return type.orElse(SimulatedTime.TYPE);
  }

  /** What could not keep its name, respelled or not. */
  List<Renamed> renamed(List<Integer> changes) {
    return changes.stream()
        .filter(change -> !names.get(change).equals(wanted.get(change)))
        .map(change -> new Renamed(wanted.get(change), names.get(change)))
        .toList();
  }

  /** What has another name so that references can name it. */
  List<String> respelled() {
    return graph.changes().stream()
        .map(ErnestComponent::id)
        .filter(id -> !spelled(id).equals(id))
        .map(id -> id + " -> " + name(id))
        .toList();
  }

  /** The secrets that the operations ask for. */
  List<String> secrets() {
    return secrets.names();
  }

  /** What the handlers leave out, and is simulated. */
  List<String> simulated() {
    return handlers.types().isEmpty() ? List.of() : List.copyOf(simulated);
  }
}
