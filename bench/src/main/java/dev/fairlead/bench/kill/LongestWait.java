package dev.fairlead.bench.kill;

import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The operation that was ready for longest before its committed attempt started, dead servers
 * included: what a kill costs, and where.
 */
record LongestWait(String operation, Duration length) {
  static final LongestWait NONE = new LongestWait("none", Duration.ZERO);

  /** Of an agenda as the API shows it. */
  static LongestWait of(Json.Obj agenda) {
    LongestWait longest = NONE;
    if (agenda.field("operations").orElse(Json.NULL) instanceof Json.Arr(List<Json> operations)) {
      for (Json item : operations) {
        if (item instanceof Json.Obj operation) {
          var wait = new LongestWait(label(operation), length(operation));
          longest = wait.length().compareTo(longest.length()) > 0 ? wait : longest;
        }
      }
    }
    return longest;
  }

  private static String label(Json.Obj operation) {
    return operation.text("name").orElse("?") + ":" + operation.text("type").orElse("?");
  }

  private static Duration length(Json.Obj operation) {
    Optional<Instant> ready = operation.text("readyAt").map(Instant::parse);
    Optional<Instant> started = operation.text("startedAt").map(Instant::parse);
    return ready
        .flatMap(from -> started.map(to -> Duration.between(from, to)))
        .orElse(Duration.ZERO);
  }
}
