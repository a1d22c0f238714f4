package dev.fairlead.bench.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured times, in milliseconds. */
record KillTimes(List<Long> millis) {
  KillTimes {
    millis = List.copyOf(millis);
  }

  static KillTimes of(List<Duration> times) {
    return new KillTimes(times.stream().map(Duration::toMillis).toList());
  }

  static KillTimes all(List<KillTimes> some) {
    var all = new ArrayList<Long>();
    some.forEach(times -> all.addAll(times.millis()));
    return new KillTimes(all);
  }

  /** 0 when nothing was measured. */
  long median() {
    if (millis.isEmpty()) {
      return 0;
    }
    var sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /** 0 when nothing was measured. */
  long longest() {
    return millis.stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
