package dev.fairlead.core.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.imports.ImportOutcome.LeftBehind;
import dev.fairlead.core.imports.ImportOutcome.Refused;
import dev.fairlead.core.imports.ImportOutcome.Renamed;
import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WfFormatTest {
  private static final String SPECIFIED = "/workflow/specification/tasks";
  private static final String RECORDED = "/workflow/execution/tasks";

  @Test
  void makesAnOperationOfEveryTask() {
    var instance =
        instance(
            List.of(task("split"), task("count", "split"), task("join", "count", "split")),
            recorded("split", "1.5", "count", "20", "join", "0"));

    var document = imported(instance).document();

    assertThat(document)
        .isEqualTo(
            Json.object()
                .put("title", "words-7")
                .put("linkId", "words-7")
                .put(
                    "operations",
                    Json.array(
                        List.of(
                            operation("split", "1.5"),
                            operation("count", "20", "split"),
                            operation("join", "0", "count", "split"))))
                .build());
  }

  @Test
  void writesATimeScaleThatIsNotOne() {
    var instance = instance(List.of(task("a")), recorded("a", "1"));

    assertThat(imported(instance).document().field("timeScale")).isEmpty();
    assertThat(
            ((Imported) WfFormat.toAgenda(instance, new BigDecimal("0.25")))
                .document()
                .field("timeScale"))
        .contains(Json.of(new BigDecimal("0.25")));
  }

  @Test
  void unitesWhatParentsAndChildrenSay() {
    var instance =
        instance(
            List.of(
                with(task("a"), "children", Json.texts(List.of("b", "c"))),
                task("b", "a"),
                task("c"),
                task("d", "b")),
            recorded("a", "1", "b", "1", "c", "1", "d", "1"));

    var imported = imported(instance);

    assertThat(edges(imported.document()))
        .isEqualTo(Map.of("a", Set.of(), "b", Set.of("a"), "c", Set.of("a"), "d", Set.of("b")));
    assertThat(imported.dependencies()).isEqualTo(3);
  }

  @Test
  void countsWhatItLeavesBehind() {
    var instance =
        Json.object()
            .put("name", "words-7")
            .put("author", Json.object().put("name", "Ada").build())
            .put("schemaVersion", "1.5")
            .put(
                "workflow",
                Json.object()
                    .put(
                        "specification",
                        Json.object()
                            .put(
                                "tasks",
                                Json.array(
                                    List.of(
                                        with(
                                            with(task("a"), "name", Json.of("kind")),
                                            "inputFiles",
                                            Json.texts(List.of("x", "y"))),
                                        with(
                                            with(task("b"), "name", Json.of("b")),
                                            "inputFiles",
                                            Json.texts(List.of())))))
                            .put("files", Json.texts(List.of("x", "y")))
                            .build())
                    .put(
                        "execution",
                        Json.object()
                            .put("makespanInSeconds", 3)
                            .put(
                                "tasks",
                                Json.array(
                                    recorded("a", "1", "b", "1").stream()
                                        .map(one -> with(one, "avgCPU", Json.of(5)))
                                        .toList()))
                            .put("machines", Json.array(List.of(Json.EMPTY)))
                            .build())
                    .build())
            .build();

    assertThat(imported(instance).leftBehind())
        .containsExactly(
            new LeftBehind("instance", "author", 1),
            new LeftBehind("execution", "makespanInSeconds", 1),
            new LeftBehind("execution", "machines", 1),
            new LeftBehind("tasks", "avgCPU", 2),
            new LeftBehind("specification", "files", 2),
            new LeftBehind("tasks", "inputFiles", 1),
            new LeftBehind("tasks", "name", 1));
  }

  @Test
  void renamesWhatOurRulesRefuse() {
    var instance =
        instance(
            List.of(task("Sort"), task("SORT", "Sort"), task("sort-2", "SORT"), task(" a\tb ")),
            recorded("Sort", "1", "SORT", "1", "sort-2", "1", " a\tb ", "1"));

    var imported = imported(instance);

    assertThat(imported.renamed())
        .containsExactly(new Renamed("SORT", "SORT-3"), new Renamed(" a\tb ", "a_b"));
    assertThat(edges(imported.document()))
        .isEqualTo(
            Map.of(
                "Sort", Set.of(),
                "SORT-3", Set.of("Sort"),
                "sort-2", Set.of("SORT-3"),
                "a_b", Set.of()));
  }

  @Test
  void readsTheOneListOfTheFormatBefore() {
    var instance =
        Json.object()
            .put("name", "old")
            .put("schemaVersion", "1.4")
            .put(
                "workflow",
                Json.object()
                    .put(
                        "tasks",
                        Json.array(
                            List.of(
                                listed("first_1", "ID1", "2.5"),
                                with(
                                    listed("second_2", "ID2", "4"),
                                    "parents",
                                    Json.texts(List.of("first_1"))))))
                    .build())
            .build();

    var imported = imported(instance);

    assertThat(imported.document().field("operations"))
        .contains(
            Json.array(
                List.of(operation("first_1", "2.5"), operation("second_2", "4", "first_1"))));
    assertThat(imported.leftBehind()).containsExactly(new LeftBehind("tasks", "id", 2));
  }

  @Test
  void namesEveryProblemByItsPlace() {
    var instance =
        instance(
            List.of(
                task("alpha", "beta"),
                task("beta", "alpha", "alhpa"),
                with(task("gamma"), "children", Json.texts(List.of("gamma", "delta"))),
                task("beta"),
                task("silent"),
                Json.of(5),
                Json.object().put("parents", "alpha").build()),
            List.of(
                runtime("alpha", Json.of(-1)),
                runtime("beta", Json.of("long")),
                Json.object().put("id", "gamma").build(),
                runtime("beta", Json.of(1)),
                runtime("silnt", Json.of(1))));

    assertThat(problems(instance))
        .containsExactly(
            RECORDED + "/0/runtimeInSeconds out-of-range",
            RECORDED + "/1/runtimeInSeconds wrong-type",
            RECORDED + "/2/runtimeInSeconds missing-field",
            RECORDED + "/3/id duplicate-task",
            RECORDED + "/4/id unknown-task",
            SPECIFIED + "/0 cycle",
            SPECIFIED + "/1/parents/1 unknown-task",
            SPECIFIED + "/2/children/0 self-dependency",
            SPECIFIED + "/2/children/1 unknown-task",
            SPECIFIED + "/3 duplicate-task",
            SPECIFIED + "/4 missing-runtime",
            SPECIFIED + "/5 wrong-type",
            SPECIFIED + "/6/id missing-field",
            SPECIFIED + "/6/parents wrong-type");
    assertThat(refused(instance).problems())
        .filteredOn(problem -> problem.suggestion().isPresent())
        .extracting(problem -> problem.message() + problem.suggestion().orElseThrow())
        .containsExactly("There is no task \"silnt\".silent", "There is no task \"alhpa\".alpha");
  }

  @Test
  void refusesATaskThatRanLongerThanAnOperationCan() {
    var instance = instance(List.of(task("a")), recorded("a", "31622401"));

    assertThat(problems(instance)).containsExactly(RECORDED + "/0/runtimeInSeconds out-of-range");
  }

  @Test
  void refusesWhatIsNoWfFormat() {
    assertThat(problems(Json.texts(List.of()))).containsExactly(" wrong-type");
    assertThat(problems(Json.EMPTY)).containsExactly("/workflow missing-field");
    assertThat(problems(Json.object().put("schemaVersion", "2.0").build()))
        .containsExactly("/schemaVersion unknown-version");
    assertThat(problems(Json.object().put("workflow", Json.EMPTY).build()))
        .containsExactly(
            "/workflow/execution missing-field", "/workflow/specification missing-field");
    assertThat(problems(instance(List.of(), List.of())))
        .containsExactly(SPECIFIED + " no-operations");
  }

  @Test
  void refusesMoreTasksThanAnAgendaHolds() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 10_001; i++) {
      ids.add("t" + i);
    }
    var instance =
        instance(
            ids.stream().map(id -> task(id)).toList(),
            ids.stream().map(id -> runtime(id, Json.of(1))).toList());

    assertThat(problems(instance)).containsExactly(SPECIFIED + " too-many-operations");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void keepsEveryEdgeOfAnyGraph(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      int count = 1 + random.nextInt(40);
      var ids = strangeIds(random, count);
      var want = new HashMap<String, Set<String>>();
      var parents = new HashMap<String, List<String>>();
      var children = new HashMap<String, List<String>>();
      for (int i = 0; i < count; i++) {
        var waitsFor = new HashSet<String>();
        want.put(ids.get(i), waitsFor);
        for (int j = 0; j < i; j++) {
          if (random.nextInt(4) == 0) {
            waitsFor.add(ids.get(j));
            // Said by the one, the other, or both.
            int sayers = 1 + random.nextInt(3);
            if ((sayers & 1) != 0) {
              parents.computeIfAbsent(ids.get(i), _ -> new ArrayList<>()).add(ids.get(j));
            }
            if ((sayers & 2) != 0) {
              children.computeIfAbsent(ids.get(j), _ -> new ArrayList<>()).add(ids.get(i));
            }
          }
        }
      }
      var order = new ArrayList<>(ids);
      Collections.shuffle(order, random);
      var instance =
          instance(
              order.stream()
                  .map(id ->
                      with(
                          with(task(id), "parents", texts(parents.get(id))),
                          "children",
                          texts(children.get(id))))
                  .toList(),
              order.stream().map(id -> runtime(id, Json.of(random.nextInt(9)))).toList());

      var imported = imported(instance);

      var names = new LinkedHashMap<String, String>();
      order.forEach(id -> names.put(id, id));
      imported.renamed().forEach(renamed -> names.put(renamed.from(), renamed.to()));
      var expected = new HashMap<String, Set<String>>();
      want.forEach((id, others) ->
          expected.put(
              name(names, id),
              new HashSet<>(others.stream().map(one -> name(names, one)).toList())));
      assertThat(edges(imported.document())).isEqualTo(expected);
      assertThat(imported.dependencies())
          .isEqualTo(want.values().stream().mapToInt(Set::size).sum());
      assertThat(WfFormat.toAgenda(instance, BigDecimal.ONE)).isEqualTo(imported);
    }
  }

  /** Ids that differ, though some only in case, blanks or what comes after 256 characters. */
  private static List<String> strangeIds(Random random, int count) {
    var letters = List.of("a", "A", "b", " ", "\n", "-2", "é", "\uD83D\uDE80", "x".repeat(130));
    var ids = new LinkedHashSet<String>();
    while (ids.size() < count) {
      var id = new StringBuilder(letters.get(random.nextInt(letters.size())));
      for (int i = random.nextInt(4); i > 0; i--) {
        id.append(letters.get(random.nextInt(letters.size())));
      }
      ids.add(id.toString());
    }
    return List.copyOf(ids);
  }

  private static String name(Map<String, String> names, String id) {
    return Optional.ofNullable(names.get(id)).orElseThrow();
  }

  private static Json texts(@Nullable List<String> texts) {
    return Json.texts(texts == null ? List.of() : texts);
  }

  private static Json.Obj instance(List<? extends Json> specified, List<? extends Json> recorded) {
    return Json.object()
        .put("name", "words-7")
        .put("schemaVersion", "1.5")
        .put(
            "workflow",
            Json.object()
                .put("specification", tasks(specified))
                .put("execution", tasks(recorded))
                .build())
        .build();
  }

  private static Json tasks(List<? extends Json> tasks) {
    return Json.object().put("tasks", Json.array(tasks)).build();
  }

  private static Json.Obj task(String id, String... parents) {
    var task = Json.object().put("id", id);
    if (parents.length > 0) {
      task.put("parents", Json.texts(Arrays.asList(parents)));
    }
    return task.build();
  }

  private static Json.Obj listed(String name, String id, String seconds) {
    return Json.object()
        .put("name", name)
        .put("id", id)
        .put("runtimeInSeconds", Json.of(new BigDecimal(seconds)))
        .build();
  }

  private static List<Json.Obj> recorded(String... idsAndSeconds) {
    var recorded = new ArrayList<Json.Obj>();
    for (int i = 0; i < idsAndSeconds.length; i += 2) {
      recorded.add(runtime(idsAndSeconds[i], Json.of(new BigDecimal(idsAndSeconds[i + 1]))));
    }
    return recorded;
  }

  private static Json.Obj runtime(String id, Json seconds) {
    return Json.object().put("id", id).put("runtimeInSeconds", seconds).build();
  }

  private static Json.Obj with(Json.Obj object, String field, Json value) {
    return object.with(field, value);
  }

  private static Json operation(String name, String seconds, String... dependsOn) {
    var operation = Json.object().put("name", name).put("type", "simulate");
    if (dependsOn.length > 0) {
      operation.put("dependsOn", Json.texts(Arrays.asList(dependsOn)));
    }
    return operation
        .put("payload", Json.object().put("seconds", Json.of(new BigDecimal(seconds))).build())
        .build();
  }

  private static Map<String, Set<String>> edges(Json.Obj document) {
    var edges = new HashMap<String, Set<String>>();
    for (var operation : ((Json.Arr) document.field("operations").orElseThrow()).items()) {
      var one = (Json.Obj) operation;
      var dependsOn = new HashSet<String>();
      if (one.field("dependsOn").orElse(Json.NULL) instanceof Json.Arr(List<Json> names)) {
        names.forEach(name -> dependsOn.add(((Json.Str) name).value()));
        assertThat(dependsOn).hasSize(names.size());
      }
      edges.put(one.text("name").orElseThrow(), dependsOn);
    }
    return edges;
  }

  private static Imported imported(Json instance) {
    var outcome = WfFormat.toAgenda(instance, BigDecimal.ONE);
    assertThat(outcome).isInstanceOf(Imported.class);
    return (Imported) outcome;
  }

  private static Refused refused(Json instance) {
    var outcome = WfFormat.toAgenda(instance, BigDecimal.ONE);
    assertThat(outcome).isInstanceOf(Refused.class);
    return (Refused) outcome;
  }

  private static List<String> problems(Json instance) {
    return refused(instance).problems().stream()
        .map(problem -> problem.path() + " " + problem.code())
        .toList();
  }
}
