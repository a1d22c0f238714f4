package dev.fairlead.bench.fanout;

import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How an agenda is wide: one operation, very many that wait for it, and one that waits for all. */
enum Shape {
  /** Each is an operation of the document. */
  OPERATIONS {
    @Override
    Json agenda(int width) {
      var names = IntStream.range(0, width).mapToObj(index -> "each" + index).toList();
      var operations = new ArrayList<Json>();
      operations.add(simulate("first", Json.of("ok")).build());
      names.forEach(name ->
          operations.add(
              simulate(name, Json.of("@<first.out>"))
                  .put("dependsOn", Json.texts(List.of("first")))
                  .build()));
      operations.add(simulate(JOIN, Json.of("ok")).put("dependsOn", Json.texts(names)).build());
      return Json.object().put("operations", Json.array(operations)).build();
    }
  },
  /** Each is for an item of one list. */
  LIST {
    @Override
    Json agenda(int width) {
      var items = IntStream.range(0, width).<Json>mapToObj(Json::of).toList();
      var list = Json.object().put("items", "@<first.out>").put("maxConcurrency", width).build();
      return Json.object()
          .put(
              "operations",
              Json.array(
                  List.of(
                      simulate("first", Json.array(items)).build(),
                      simulate("each", Json.of("@<item>")).put("forEach", list).build(),
                      simulate(JOIN, Json.of("@<each.out::/succeeded>")).build())))
          .build();
    }
  };

  static final String JOIN = "join";

  /** The agenda, with so many operations between the first and the last. */
  abstract Json agenda(int width);

  private static Json.Builder simulate(String name, Json result) {
    return Json.object()
        .put("name", name)
        .put("type", "simulate")
        .put("payload", Json.object().put("seconds", 0).put("result", result).build());
  }
}
