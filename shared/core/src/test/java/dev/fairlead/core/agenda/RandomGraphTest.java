package dev.fairlead.core.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold of any graph, tried on seeded random ones. */
class RandomGraphTest {
  private static final int GRAPHS = 200;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ordersEveryOperationOnceAfterThoseItWaitsFor(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < GRAPHS; round++) {
      var edges = acyclic(random, 1 + random.nextInt(40));

      var order = graph(edges).topologicalOrder();

      assertThat(order).containsExactlyInAnyOrderElementsOf(edges.keySet());
      edges.forEach((name, dependencies) ->
          assertThat(dependencies)
              .allMatch(dependency -> order.indexOf(dependency) < order.indexOf(name)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void measuresTheCriticalPathAsTryingEveryPathDoes(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < GRAPHS; round++) {
      var edges = acyclic(random, 1 + random.nextInt(10));
      var millis = new HashMap<String, Integer>();
      edges.keySet().forEach(name -> millis.put(name, random.nextInt(5)));
      long want = edges.keySet().stream().mapToLong(n -> longest(n, edges, millis)).max().orElse(0);

      var path = graph(edges).criticalPath(name -> Duration.ofMillis(millis.getOrDefault(name, 0)));

      assertThat(path.length()).isEqualTo(Duration.ofMillis(want));
      assertThat(path.operations().stream().mapToLong(n -> millis.getOrDefault(n, 0)).sum())
          .isEqualTo(want);
      for (int i = 1; i < path.operations().size(); i++) {
        assertThat(edges.getOrDefault(path.operations().get(i), List.of()))
            .contains(path.operations().get(i - 1));
      }
    }
  }

  @ParameterizedTest
  @Tag("F005")
  @Tag("F006")
  @ValueSource(longs = {7, 8, 9})
  void findsEveryCycleThatWasPutIn(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < GRAPHS; round++) {
      int count = 2 + random.nextInt(40);
      var edges = acyclic(random, count);
      var members = new ArrayList<>(edges.keySet());
      Collections.shuffle(members, random);
      var cycle = members.subList(0, 2 + random.nextInt(count - 1));
      for (int i = 0; i < cycle.size(); i++) {
        edges
            .computeIfAbsent(cycle.get(i), _ -> new ArrayList<>())
            .add(cycle.get((i + 1) % cycle.size()));
      }

      var outcome = DocumentRules.check(document(edges, random), Set.of("log"));

      assertThat(outcome).isInstanceOf(DocumentRules.Invalid.class);
      assertThat(((DocumentRules.Invalid) outcome).problems())
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.CYCLE));
    }
  }

  /** Names in random order, so that the document's order says nothing about the edges. */
  private static Map<String, List<String>> acyclic(RandomGenerator random, int count) {
    var names = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      names.add("op" + i);
    }
    Collections.shuffle(names, Random.from(random));
    var edges = new HashMap<String, List<String>>();
    for (int i = 0; i < count; i++) {
      var dependencies = new ArrayList<String>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(4) == 0) {
          dependencies.add(names.get(j));
        }
      }
      edges.put(names.get(i), dependencies);
    }
    var shuffled = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < count; i++) {
      shuffled.put("op" + i, edges.getOrDefault("op" + i, new ArrayList<>()));
    }
    return shuffled;
  }

  private static AgendaGraph graph(Map<String, List<String>> edges) {
    var outcome = DocumentRules.check(document(edges, new Random(0)), Set.of("log"));
    assertThat(outcome).isInstanceOf(DocumentRules.Valid.class);
    return AgendaGraph.of(((DocumentRules.Valid) outcome).document());
  }

  /** Each edge becomes a listed dependency, one in {@code params}, or a reference. */
  private static Json document(Map<String, List<String>> edges, RandomGenerator random) {
    var operations = new ArrayList<Json>();
    edges.forEach((name, dependencies) -> {
      var kinds =
          List.of(new ArrayList<String>(), new ArrayList<String>(), new ArrayList<String>());
      dependencies.forEach(dependency -> kinds.get(random.nextInt(3)).add(dependency));
      operations.add(
          Json.object()
              .put("name", name)
              .put("type", "log")
              .put("dependsOn", Json.texts(kinds.get(0)))
              .put("params", Json.object().put("dependsOn", String.join(",", kinds.get(1))).build())
              .put(
                  "payload",
                  Json.texts(kinds.get(2).stream().map(n -> "@<" + n + ".out>").toList()))
              .build());
    });
    return Json.object().put("operations", Json.array(operations)).build();
  }

  private static long longest(
      String name, Map<String, List<String>> edges, Map<String, Integer> millis) {
    return millis.getOrDefault(name, 0)
        + edges.getOrDefault(name, List.of()).stream()
            .mapToLong(dependency -> longest(dependency, edges, millis))
            .max()
            .orElse(0);
  }
}
