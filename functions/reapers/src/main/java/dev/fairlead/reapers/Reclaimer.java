package dev.fairlead.reapers;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.endpoint.PartialBatchException;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rings the alarms of claimed agendas: each alarm is moved on before its agenda is told to look at
 * itself. When the agenda is over, its alarm becomes one for reaping. So an agenda whose messages
 * were lost, or whose executor died between two writes, is looked at again within one period. An
 * agenda that sleeps has moved its alarm to where it wakes, and costs nothing before that.
 *
 * <p>Cost: 1 query a shard, and 1 read, 2 writes and 1 request for each alarm.
 */
public final class Reclaimer {
  /** Alarms that one query gives. */
  private static final int PER_QUERY = 100;

  /** Queries of a shard that one turn makes. */
  private static final int MAX_QUERIES = 50;

  private final ItemStore items;
  private final Alarms alarms;
  private final Alarms reaping;
  private final AgendaRows rows;
  private final Ticks ticks;
  private final Duration period;
  private final InstantSource clock;

  /**
   * A reclaimer.
   *
   * @param period longest time between two looks at the same agenda, 1 ms and more
   */
  public Reclaimer(Ports ports, Duration period, InstantSource clock) {
    this.alarms = new Alarms(ports.items(), Alarms.Kind.LOOK);
    this.reaping = new Alarms(ports.items(), Alarms.Kind.REAP);
    this.items = ports.items();
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.ticks = new Ticks(ports.queues(), clock);
    this.period = period;
    this.clock = clock;
  }

  /** Rings what is due. */
  public void sweep() {
    sweep(Duration.ZERO);
  }

  /**
   * Rings what is due within one period, which is every alarm there is unless there are very many.
   * For a host that was started again: nobody else is stepping, so waiting helps nobody.
   */
  public void recover() {
    sweep(period);
  }

  private void sweep(Duration ahead) {
    Instant now = clock.instant();
    for (int shard = 0; shard < Alarms.SHARDS; shard++) {
      sweep(shard, now, ahead);
    }
  }

  /** What was rung is due later than now, so that asking again gives the next ones. */
  private void sweep(int shard, Instant now, Duration ahead) {
    List<Alarm> due;
    int queries = 0;
    do {
      due = alarms.due(shard, now.plus(ahead), PER_QUERY);
      due.forEach(alarm -> ring(alarm, now));
      queries++;
    } while (due.size() == PER_QUERY && ahead.isZero() && queries < MAX_QUERIES);
  }

  /**
   * Delayed messages that say that an agenda has something to do now; the body names it. However
   * many there are for an agenda, it is told once.
   *
   * @throws PartialBatchException naming the messages that can't be read, and those of agendas that
   *     could not be told
   */
  public Set<String> alarms(List<QueueMessage> messages) {
    var byAgenda = new LinkedHashMap<String, List<String>>();
    for (QueueMessage message : messages) {
      byAgenda.computeIfAbsent(message.body(), _ -> new ArrayList<>()).add(message.messageId());
    }
    var failed = new LinkedHashSet<String>();
    var failures = new ArrayList<RuntimeException>();
    byAgenda.forEach((agenda, ids) -> {
      try {
        ticks.send(AgendaKey.parse(agenda));
      } catch (RuntimeException failure) {
        failed.addAll(ids);
        failures.add(failure);
      }
    });
    if (!failed.isEmpty()) {
      var partial = new PartialBatchException(failed);
      failures.forEach(partial::addSuppressed);
      throw partial;
    }
    return Set.of();
  }

  private void ring(Alarm alarm, Instant now) {
    Optional<RunRow> row = rows.run(alarm.agenda());
    if (row.isPresent() && row.get().state() != AgendaState.COMPLETE) {
      Instant next = next(now);
      alarms.move(alarm, next);
      ticks.ring(alarm.agenda(), next);
      return;
    }
    row.flatMap(RunRow::completedAt)
        .ifPresent(end -> items.write(reaping.set(new Alarm(alarm.agenda(), end))));
    alarms.clear(alarm);
  }

  /**
   * The next whole period. Two reclaimers that ring the same alarm at about the same time, or two
   * alarms that a crash left of one agenda, so come together in one alarm again.
   */
  private Instant next(Instant now) {
    long millis = period.toMillis();
    return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), millis) + 1) * millis);
  }
}
