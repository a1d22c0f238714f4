package dev.fairlead.bench.kill;

import dev.fairlead.bench.home.HomeClient;
import dev.fairlead.bench.kill.Verdict.Started;
import dev.fairlead.core.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows an agenda's events over the lives of several servers. */
final class Watch {
  private static final Set<String> STARTS = Set.of("operation.started", "operation.startCounted");

  private final Set<Started> started = new HashSet<>();
  private long last = -1;
  private boolean pauseReached;
  private boolean over;

  /** Asks once; whether there was anything new. */
  boolean turn(HomeClient client, String agenda) {
    List<Json> events = client.events(agenda, Math.max(0, last));
    boolean fresh = false;
    for (Json item : events) {
      if (item instanceof Json.Obj event && event.whole("sequence").orElse(0L) > last) {
        last = event.whole("sequence").orElse(0L);
        take(event);
        fresh = true;
      }
    }
    return fresh;
  }

  private void take(Json.Obj event) {
    String type = event.text("type").orElse("");
    String operation = event.text("operation").orElse("");
    boolean succeeded =
        type.equals("operation.completed")
            && event.text("outcome").filter("succeeded"::equals).isPresent();
    if (STARTS.contains(type) || succeeded) {
      started.add(new Started(operation, event.whole("attempt").orElse(0L).intValue()));
      pauseReached |= operation.equals(KillAgenda.PAUSE);
    }
    over |= type.equals("agenda.completed");
  }

  /** Attempts that started, by the events so far. */
  Set<Started> started() {
    return Set.copyOf(started);
  }

  boolean pauseReached() {
    return pauseReached;
  }

  boolean isOver() {
    return over;
  }
}
