package dev.fairlead.bench.fanout;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a wide agenda went.
 *
 * @param accepted from the request to its answer
 * @param done from the agenda's acceptance to its end
 * @param join from the end of the last of the many to the start of the one that waits for them
 * @param looks how long it took to be told how the agenda stands, of each time asked while it ran
 * @param writeUnits of DynamoDB for each operation, from submit to end; from another run
 */
record FanOut(
    Shape shape,
    int width,
    Duration accepted,
    Duration done,
    Duration join,
    List<Duration> looks,
    double writeUnits) {
  static final String HEADING =
      String.format(
          Locale.ROOT,
          "%-10s %6s %9s %9s %8s %9s %9s %8s",
          "SHAPE",
          "WIDTH",
          "ACCEPTED",
          "DONE",
          "JOIN",
          "LOOK P50",
          "LOOK P99",
          "UNITS/OP");

  FanOut {
    looks = looks.stream().sorted().toList();
  }

  static FanOut of(
      Shape shape,
      int width,
      Duration accepted,
      List<Duration> looks,
      Json.Obj run,
      Json.Obj many,
      double writeUnits) {
    Instant last =
        operations(many).stream()
            .filter(operation -> !name(operation).equals(Shape.JOIN))
            .map(operation -> time(operation, "completedAt"))
            .max(Instant::compareTo)
            .orElseThrow();
    Json.Obj join =
        operations(run).stream()
            .filter(operation -> name(operation).equals(Shape.JOIN))
            .findFirst()
            .orElseThrow();
    return new FanOut(
        shape,
        width,
        accepted,
        Duration.between(time(run, "addedAt"), time(run, "completedAt")),
        Duration.between(last, time(join, "startedAt")),
        looks,
        writeUnits);
  }

  /** The duration that so much of the looks, from 0 to 1, were not longer than. */
  Duration look(double quantile) {
    int rank = (int) Math.ceil(quantile * looks.size());
    return looks.isEmpty() ? Duration.ZERO : looks.get(Math.max(rank, 1) - 1);
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "%-10s %6d %6d ms %6d ms %5d ms %6d ms %6d ms %8.2f",
        shape.name().toLowerCase(Locale.ROOT),
        width,
        accepted.toMillis(),
        done.toMillis(),
        join.toMillis(),
        look(0.5).toMillis(),
        look(0.99).toMillis(),
        writeUnits);
  }

  Json json() {
    return Json.object()
        .put("shape", shape.name().toLowerCase(Locale.ROOT))
        .put("width", width)
        .put("acceptedMillis", accepted.toMillis())
        .put("doneMillis", done.toMillis())
        .put("joinMillis", join.toMillis())
        .put("looks", looks.size())
        .put("lookP50Millis", look(0.5).toMillis())
        .put("lookP99Millis", look(0.99).toMillis())
        .put(
            "writeUnitsPerOperation",
            Json.of(BigDecimal.valueOf(writeUnits).setScale(2, RoundingMode.HALF_UP)))
        .build();
  }

  static List<Json.Obj> operations(Json.Obj run) {
    var operations = new ArrayList<Json.Obj>();
    if (run.field("operations").orElse(Json.NULL) instanceof Json.Arr(List<Json> all)) {
      all.forEach(each -> operations.add((Json.Obj) each));
    }
    return operations;
  }

  private static String name(Json.Obj operation) {
    return operation.text("name").orElse("");
  }

  private static Instant time(Json.Obj of, String field) {
    return of.text(field)
        .map(Instant::parse)
        .orElseThrow(() -> new IllegalStateException("no " + field));
  }
}
