package dev.fairlead.bench.faults;

import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What lies in the store for sweepers to find, by the writes that went by. So time in which they
 * would look for nothing can be left out.
 */
final class Backlog {
  private final TreeSet<Key> alarms =
      new TreeSet<>(Comparator.comparing(Key::sort).thenComparing(Key::partition));
  private final Set<Key> otherTimers = new HashSet<>();
  private final Set<Key> promises = new HashSet<>();
  private final Set<Key> waiting = new HashSet<>();
  private final Set<Key> notes = new HashSet<>();
  private final Set<Key> dispatched = new HashSet<>();
  private final Map<ScheduleSpec, Supplier<Instant>> finds = new EnumMap<>(ScheduleSpec.class);

  Backlog() {
    finds.put(ScheduleSpec.RECLAIMER, this::nextTimer);
    finds.put(ScheduleSpec.OUTBOX_SWEEPER, () -> atOnceIfAny(promises));
    finds.put(ScheduleSpec.SCHEDULER_TICK, () -> atOnceIfAny(notes.isEmpty() ? waiting : notes));
    finds.put(ScheduleSpec.PERMIT_SWEEPER, () -> atOnceIfAny(dispatched));
    // Permits find their way without it.
    finds.put(ScheduleSpec.INSIGHT_PROVISIONER, () -> Actor.NEVER);
    // Nothing gets so old here.
    finds.put(ScheduleSpec.DATA_OBJECT_REAPER, () -> Actor.NEVER);
  }

  /** Takes in what was written. */
  void changed(List<Write> writes) {
    for (Write write : writes) {
      switch (write) {
        case Write.Put put -> kind(put.key()).ifPresent(keys -> keys.add(put.key()));
        case Write.Delete delete -> kind(delete.key()).ifPresent(keys -> keys.remove(delete.key()));
        case Write.Check _ -> {}
      }
    }
  }

  private Optional<Set<Key>> kind(Key key) {
    if (key.table().equals(TableSpec.TIMERS.tableName())) {
      return timers(key.partition());
    }
    if (key.table().equals(TableSpec.OUTBOX.tableName())) {
      return Optional.of(promises);
    }
    if (key.table().equals(TableSpec.LINES.tableName())) {
      return switch (key.partition().substring(0, key.partition().indexOf('/') + 1)) {
        case "waiting/" -> Optional.of(waiting);
        case "settlements/", "growth/" -> Optional.of(notes);
        case "dispatched/" -> Optional.of(dispatched);
        case String _ -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private Optional<Set<Key>> timers(String partition) {
    if (partition.startsWith("alarm/")) {
      return Optional.of(alarms);
    }
    // What is there to be deleted some day is not there to be done.
    boolean isOver = partition.startsWith("reap/") || partition.startsWith("upload/");
    return Optional.of(otherTimers).filter(_ -> !isOver);
  }

  /** When a turn of this schedule would next find something; in the far past for at once. */
  Instant next(ScheduleSpec schedule) {
    return finds.getOrDefault(schedule, () -> Instant.MIN).get();
  }

  /** Whether nobody waits for anything. */
  boolean isEmpty() {
    return Stream.of(alarms, otherTimers, promises, waiting, notes, dispatched)
        .allMatch(Set::isEmpty);
  }

  private Instant nextTimer() {
    if (!otherTimers.isEmpty()) {
      return Instant.MIN;
    }
    if (alarms.isEmpty()) {
      return Actor.NEVER;
    }
    String sort = alarms.first().sort();
    return Instant.ofEpochMilli(Long.parseLong(sort.substring(0, sort.indexOf('/'))));
  }

  private static Instant atOnceIfAny(Set<Key> keys) {
    return keys.isEmpty() ? Actor.NEVER : Instant.MIN;
  }
}
