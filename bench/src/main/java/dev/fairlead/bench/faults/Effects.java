package dev.fairlead.bench.faults;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.Json.Obj;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the outside world knows of the work done in it: how often each attempt really started. */
final class Effects {
  private record Tried(OperationKey key, int attempt) {}

  private final Map<Tried, Integer> starts = new HashMap<>();

  void started(OperationKey key, int attempt) {
    starts.merge(new Tried(key, attempt), 1, Integer::sum);
  }

  int starts(OperationKey key, int attempt) {
    return starts.getOrDefault(new Tried(key, attempt), 0);
  }

  static Duration length(Json payload) {
    return Duration.ofMillis(number(payload, "millis"));
  }

  /** What comes of the work when nothing disturbs it. */
  static Ending ending(Json payload, int attempt) {
    if (attempt <= number(payload, "failing")) {
      return new Ending.Failed(new Diagnostic("exit:1", "told to fail"));
    }
    if (payload instanceof Obj fields
        && fields.field("result").orElse(Json.NULL) instanceof Obj result) {
      return new Ending.Succeeded(result.with("attempt", Json.of(attempt)));
    }
    throw new IllegalStateException("not a payload of ours: " + payload);
  }

  private static long number(Json payload, String name) {
    return payload instanceof Obj fields ? fields.whole(name).orElse(0L) : 0;
  }
}
