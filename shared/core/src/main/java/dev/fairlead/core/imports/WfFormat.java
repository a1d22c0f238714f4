package dev.fairlead.core.imports;

import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.imports.WfTask.Mention;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Recorded workflow executions in WfFormat 1.4 to 1.6. Each becomes an agenda that repeats it: an
 * operation of the type {@code simulate} for each task, lasting as long as was recorded, with the
 * same dependencies.
 */
public final class WfFormat {
  private static final int MAX_TEXT = 1024;

  private WfFormat() {}

  /**
   * Makes an agenda of an instance. A task waits for its {@code parents} and for those that name it
   * among their {@code children}; an instance may give either, or both. The instance's name becomes
   * the title and the {@code linkId}, by which its runs are found together. Cost: linear.
   *
   * @param timeScale for the document, above 0 up to 1000; 1 is not written
   */
  public static ImportOutcome toAgenda(Json instance, BigDecimal timeScale) {
    var findings = new Findings();
    var leftBehind = new LeftBehindCount();
    var read = new WfReading(findings, leftBehind).read(instance);
    var wanted = read.tasks().stream().map(WfTask::id).toList();
    var names = OperationNaming.names(wanted);
    var dependencies = dependencies(read.tasks(), findings);
    var document = document(read, names, dependencies, timeScale);
    var problems = new ArrayList<>(findings.problems());
    // Of an instance without tasks it has been said why.
    if ((problems.isEmpty() || !read.tasks().isEmpty())
        && DocumentRules.check(document, Set.of(SimulatedTime.TYPE))
            instanceof DocumentRules.Invalid(List<Problem> broken)) {
      broken.forEach(problem -> problems.add(inInstance(problem, read)));
      problems.sort(Problem.BY_PLACE);
    }
    return problems.isEmpty()
        ? new ImportOutcome.Imported(
            document,
            dependencies.stream().mapToInt(Set::size).sum(),
            IntStream.range(0, names.size())
                .filter(i -> !names.get(i).equals(wanted.get(i)))
                .mapToObj(i -> new ImportOutcome.Renamed(wanted.get(i), names.get(i)))
                .toList(),
            leftBehind.all(),
            List.of())
        : new ImportOutcome.Refused(problems);
  }

  /** For each task the indexes of those it waits for. */
  private static List<Set<Integer>> dependencies(List<WfTask> tasks, Findings findings) {
    var indexes = new LinkedHashMap<String, Integer>();
    for (int i = 0; i < tasks.size(); i++) {
      var task = tasks.get(i);
      if (!task.id().isEmpty() && indexes.putIfAbsent(task.id(), i) != null) {
        findings.add(
            task.place(),
            ProblemCode.DUPLICATE_TASK,
            "There is another task " + Quoted.name(task.id()) + " before this one.");
      }
    }
    var dependencies = new ArrayList<Set<Integer>>(tasks.size());
    tasks.forEach(_ -> dependencies.add(new LinkedHashSet<>()));
    for (int i = 0; i < tasks.size(); i++) {
      int self = i;
      others(tasks.get(i).parents(), self, indexes, findings).forEach(dependencies.get(self)::add);
    }
    for (int i = 0; i < tasks.size(); i++) {
      int self = i;
      others(tasks.get(i).children(), self, indexes, findings)
          .forEach(child -> dependencies.get(child).add(self));
    }
    return dependencies;
  }

  private static List<Integer> others(
      List<Mention> mentions, int self, Map<String, Integer> indexes, Findings findings) {
    var others = new ArrayList<Integer>(mentions.size());
    for (var mention : mentions) {
      int other = indexes.getOrDefault(mention.id(), -1);
      if (other < 0) {
        findings.add(
            mention.place(),
            ProblemCode.UNKNOWN_TASK,
            "There is no task " + Quoted.name(mention.id()) + ".",
            findings.nearest(mention.id(), indexes.keySet()));
      } else if (other == self) {
        findings.add(mention.place(), ProblemCode.SELF_DEPENDENCY, "A task can't wait for itself.");
      } else {
        others.add(other);
      }
    }
    return others;
  }

  private static Json.Obj document(
      WfInstance instance,
      List<String> names,
      List<Set<Integer>> dependencies,
      BigDecimal timeScale) {
    var operations = new ArrayList<Json>(names.size());
    for (int i = 0; i < names.size(); i++) {
      var operation = Json.object().put("name", names.get(i)).put("type", SimulatedTime.TYPE);
      if (!dependencies.get(i).isEmpty()) {
        operation.put(
            "dependsOn", Json.texts(dependencies.get(i).stream().map(names::get).toList()));
      }
      var seconds = Json.of(instance.tasks().get(i).seconds());
      operations.add(
          operation
              .put("payload", Json.object().put(SimulatedTime.FIELD, seconds).build())
              .build());
    }
    var title = instance.name().map(WfFormat::bounded).filter(name -> !name.isBlank());
    var document = Json.object().putText("title", title).putText("linkId", title);
    if (timeScale.compareTo(BigDecimal.ONE) != 0) {
      document.put("timeScale", Json.of(timeScale));
    }
    return document.put("operations", Json.array(operations)).build();
  }

  private static String bounded(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT);
  }

  /** What is wrong with an operation is wrong with the task it was made of. */
  private static Problem inInstance(Problem problem, WfInstance instance) {
    var tokens = JsonPointer.parse(problem.path()).orElse(JsonPointer.WHOLE).tokens();
    if (tokens.isEmpty() || !tokens.getFirst().equals("operations")) {
      return problem;
    }
    var place =
        tokens.size() == 1
            ? instance.place()
            : instance.tasks().get(Integer.parseInt(tokens.get(1))).place();
    return new Problem(
        place.toString(),
        problem.code(),
        problem.message(),
        problem.suggestion(),
        problem.position());
  }
}
