package dev.fairlead.core.imports;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.imports.WfTask.Mention;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a WfFormat instance field by field. From 1.5 on, a workflow is specified in one place and
 * its execution recorded in another, and tasks know each other by {@code id}. In 1.4 there is one
 * list for both, and they know each other by {@code name}.
 */
final class WfReading {
  private static final Set<String> VERSIONS = Set.of("1.4", "1.5", "1.6");
  private static final String TASKS = "tasks";
  private static final String RUNTIME = "runtimeInSeconds";
  private static final String PARENTS = "parents";
  private static final String CHILDREN = "children";

  private final Findings findings;
  private final LeftBehindCount leftBehind;

  WfReading(Findings findings, LeftBehindCount leftBehind) {
    this.findings = findings;
    this.leftBehind = leftBehind;
  }

  /** The instance, as far as it can be read; what is wrong is noted. */
  WfInstance read(Json given) {
    var nothing = new WfInstance(Optional.empty(), JsonPointer.WHOLE, List.of());
    if (!(given instanceof Json.Obj instance)) {
      findings.add(JsonPointer.WHOLE, ProblemCode.WRONG_TYPE, "A WfFormat instance is an object.");
      return nothing;
    }
    var version = findings.text(instance, JsonPointer.WHOLE, "schemaVersion", Integer.MAX_VALUE);
    if (version.isPresent() && !VERSIONS.contains(version.get())) {
      findings.add(
          JsonPointer.WHOLE.child("schemaVersion"),
          ProblemCode.UNKNOWN_VERSION,
          "WfFormat 1.4, 1.5 and 1.6 can be read, not " + Quoted.name(version.get()) + ".");
      return nothing;
    }
    var name = findings.text(instance, JsonPointer.WHOLE, "name", Integer.MAX_VALUE);
    leftBehind.ofOne("instance", instance, Set.of("name", "schemaVersion", "workflow"));
    return part(instance, JsonPointer.WHOLE, "workflow")
        .map(workflow ->
            findings.present(workflow, "specification").isEmpty()
                    && findings.present(workflow, TASKS).isPresent()
                ? inOneList(name, workflow)
                : inTwoParts(name, workflow))
        .orElse(nothing);
  }

  private WfInstance inOneList(Optional<String> name, Json.Obj workflow) {
    var at = JsonPointer.WHOLE.child("workflow");
    leftBehind.ofOne("workflow", workflow, Set.of(TASKS));
    var tasks = new ArrayList<WfTask>();
    for (var item : objects(workflow, at, TASKS)) {
      leftBehind.ofMany(TASKS, item.value(), Set.of("name", PARENTS, CHILDREN, RUNTIME));
      tasks.add(task(item, id(item, "name"), seconds(item)));
    }
    return new WfInstance(name, at.child(TASKS), tasks);
  }

  private WfInstance inTwoParts(Optional<String> name, Json.Obj workflow) {
    var at = JsonPointer.WHOLE.child("workflow");
    leftBehind.ofOne("workflow", workflow, Set.of("specification", "execution"));
    var execution = part(workflow, at, "execution");
    var runtimes = new HashMap<String, BigDecimal>();
    var recorded = new ArrayList<Mention>();
    execution.ifPresent(part -> runtimes(part, at.child("execution"), runtimes, recorded));
    var tasks = new ArrayList<WfTask>();
    var place = at.child("specification");
    part(workflow, at, "specification")
        .ifPresent(part -> {
          leftBehind.ofOne("specification", part, Set.of(TASKS));
          for (var item : objects(part, place, TASKS)) {
            tasks.add(specified(item, runtimes, execution.isPresent()));
          }
        });
    refuseUnspecified(recorded, tasks);
    return new WfInstance(name, place.child(TASKS), tasks);
  }

  /** Reads the recorded runtimes, of a task that is recorded twice the first. */
  private void runtimes(
      Json.Obj execution,
      JsonPointer at,
      Map<String, BigDecimal> runtimes,
      List<Mention> recorded) {
    leftBehind.ofOne("execution", execution, Set.of(TASKS));
    for (var item : objects(execution, at, TASKS)) {
      leftBehind.ofMany(TASKS, item.value(), Set.of("id", RUNTIME));
      var id = id(item, "id");
      var seconds = seconds(item);
      if (id.isEmpty()) {
        continue;
      }
      if (runtimes.putIfAbsent(id, seconds) == null) {
        recorded.add(new Mention(item.place(), id));
      } else {
        findings.add(
            item.place().child("id"),
            ProblemCode.DUPLICATE_TASK,
            "The task " + Quoted.name(id) + " is recorded before.");
      }
    }
  }

  private WfTask specified(Item item, Map<String, BigDecimal> runtimes, boolean isRecorded) {
    leftBehind.ofMany(TASKS, item.value(), Set.of("id", "name", PARENTS, CHILDREN));
    var id = id(item, "id");
    if (item.value().text("name").filter(name -> !name.equals(id)).isPresent()) {
      leftBehind.add(TASKS, "name", 1);
    }
    if (isRecorded && !id.isEmpty() && !runtimes.containsKey(id)) {
      findings.add(
          item.place(),
          ProblemCode.MISSING_RUNTIME,
          "No execution of the task " + Quoted.name(id) + " is recorded.");
    }
    return task(item, id, runtimes.getOrDefault(id, BigDecimal.ZERO));
  }

  private void refuseUnspecified(List<Mention> recorded, List<WfTask> tasks) {
    var ids = tasks.stream().map(WfTask::id).toList();
    var known = Set.copyOf(ids);
    for (var mention : recorded) {
      if (!tasks.isEmpty() && !known.contains(mention.id())) {
        findings.add(
            mention.place().child("id"),
            ProblemCode.UNKNOWN_TASK,
            "There is no task " + Quoted.name(mention.id()) + ".",
            findings.nearest(mention.id(), ids));
      }
    }
  }

  private WfTask task(Item item, String id, BigDecimal seconds) {
    return new WfTask(item.place(), id, mentions(item, PARENTS), mentions(item, CHILDREN), seconds);
  }

  /** An object in a list. */
  private record Item(JsonPointer place, Json.Obj value) {}

  private Optional<Json.Obj> part(Json.Obj outer, JsonPointer at, String field) {
    if (findings.present(outer, field).isEmpty()) {
      missing(at.child(field), field);
    }
    return findings.object(outer, at, field);
  }

  private List<Item> objects(Json.Obj outer, JsonPointer at, String field) {
    var place = at.child(field);
    var given = findings.present(outer, field);
    if (given.isEmpty()) {
      missing(place, field);
      return List.of();
    }
    if (!(given.get() instanceof Json.Arr(List<Json> items))) {
      findings.wrongType(place, field, "a list");
      return List.of();
    }
    var objects = new ArrayList<Item>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Json.Obj object) {
        objects.add(new Item(place.child(i), object));
      } else {
        findings.add(place.child(i), ProblemCode.WRONG_TYPE, "A task is an object.");
      }
    }
    return objects;
  }

  private String id(Item item, String field) {
    if (findings.present(item.value(), field).isEmpty()) {
      missing(item.place().child(field), field);
    }
    return findings.text(item.value(), item.place(), field, Integer.MAX_VALUE).orElse("");
  }

  private BigDecimal seconds(Item item) {
    var place = item.place().child(RUNTIME);
    var given = findings.present(item.value(), RUNTIME);
    if (given.isEmpty()) {
      missing(place, RUNTIME);
      return BigDecimal.ZERO;
    }
    if (!(given.get() instanceof Json.Num(BigDecimal seconds))) {
      findings.wrongType(place, RUNTIME, "a number");
      return BigDecimal.ZERO;
    }
    if (!SimulatedTime.isValid(seconds)) {
      findings.add(
          place,
          ProblemCode.OUT_OF_RANGE,
          "The field " + RUNTIME + " is from 0 to a year of seconds.");
      return BigDecimal.ZERO;
    }
    return seconds;
  }

  private List<Mention> mentions(Item item, String field) {
    var given = findings.present(item.value(), field);
    var place = item.place().child(field);
    if (given.isEmpty()) {
      return List.of();
    }
    if (!(given.get() instanceof Json.Arr(List<Json> items))) {
      findings.wrongType(place, field, "a list");
      return List.of();
    }
    var mentions = new ArrayList<Mention>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Json.Str(String id)) {
        mentions.add(new Mention(place.child(i), id));
      } else {
        findings.add(place.child(i), ProblemCode.WRONG_TYPE, "Tasks are named by a string.");
      }
    }
    return mentions;
  }

  private void missing(JsonPointer place, String field) {
    findings.add(place, ProblemCode.MISSING_FIELD, "The field " + field + " is missing.");
  }
}
