package dev.fairlead.reapers;

import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.endpoint.TurnLog;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.store.Erasure;
import dev.fairlead.store.Uploads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Deletes what is old: agendas with all that they have, some time after their end, and uploads that
 * have expired. An agenda that is not over, or that somebody had done again, is left alone however
 * old it is.
 *
 * <p>Cost: 2 queries a shard; for each agenda what {@link Erasure} costs, and 1 write.
 */
public final class DataObjectReaper {
  private static final int PER_QUERY = 100;

  private final Alarms agendas;
  private final Alarms uploads;
  private final Erasure erasure;
  private final Uploads uploadRows;
  private final BlobStore blobs;
  private final Policy policy;
  private final InstantSource clock;
  private final TurnLog log;

  public DataObjectReaper(Ports ports, Policy policy, InstantSource clock, TurnLog log) {
    this.agendas = new Alarms(ports.items(), Alarms.Kind.REAP);
    this.uploads = new Alarms(ports.items(), Alarms.Kind.REAP_UPLOAD);
    this.erasure = new Erasure(ports.items(), ports.blobs());
    this.uploadRows = new Uploads(ports.items());
    this.blobs = ports.blobs();
    this.policy = policy;
    this.clock = clock;
    this.log = log;
  }

  /**
   * What is old, and how much may be done about it.
   *
   * @param retention from an agenda's end to its deletion; zero and up
   * @param turn after so long a turn begins no other deletion; what is left is for the next turn
   * @param dryRun whether to count only, and delete nothing
   */
  public record Policy(Duration retention, Duration turn, boolean dryRun) {
    /** An agenda is kept so long unless something else is said. */
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(90);
  }

  /**
   * Does one turn. What can't be deleted doesn't keep the others from it. A dry run counts the
   * first 100 of each shard.
   *
   * @throws PortException what failed first, after all were tried
   */
  public void sweep() {
    var turn = new Turn(clock.instant().plus(policy.turn()));
    Instant endedBy = clock.instant().minus(policy.retention());
    int agendasGone = 0;
    int uploadsGone = 0;
    for (int shard = 0; shard < Alarms.SHARDS; shard++) {
      agendasGone += turn.reap(agendas, shard, endedBy, alarm -> erase(alarm, endedBy));
      uploadsGone += turn.reap(uploads, shard, clock.instant(), this::remove);
    }
    if (agendasGone + uploadsGone > 0) {
      log.turned(
          new TurnLog.Entry(
              clock.instant(),
              FunctionSpec.DATA_OBJECT_REAPER.functionName(),
              Map.of("agendas", agendasGone, "uploads", uploadsGone),
              policy.dryRun(),
              !turn.isOver()));
    }
    if (!turn.failures.isEmpty()) {
      throw turn.failures.getFirst();
    }
  }

  private boolean erase(Alarm alarm, Instant endedBy) {
    boolean erased = erasure.erase(alarm.agenda(), endedBy);
    agendas.clear(alarm);
    return erased;
  }

  private boolean remove(Alarm alarm) {
    uploadRows.remove(alarm, blobs);
    return true;
  }

  private final class Turn {
    private final Instant until;
    private final List<PortException> failures = new ArrayList<>();

    Turn(Instant until) {
      this.until = until;
    }

    boolean isOver() {
      return !clock.instant().isBefore(until);
    }

    /** How many of a shard are gone. Those that are done are not due again. */
    int reap(Alarms alarms, int shard, Instant now, Predicate<Alarm> reaping) {
      int gone = 0;
      int failedBefore = failures.size();
      List<Alarm> due;
      do {
        due = due(alarms, shard, now);
        if (policy.dryRun()) {
          return due.size();
        }
        for (Alarm alarm : due) {
          if (isOver()) {
            return gone;
          }
          gone += isReaped(alarm, reaping) ? 1 : 0;
        }
      } while (due.size() == PER_QUERY && failures.size() == failedBefore);
      return gone;
    }

    private List<Alarm> due(Alarms alarms, int shard, Instant now) {
      try {
        return alarms.due(shard, now, PER_QUERY);
      } catch (PortException failure) {
        failures.add(failure);
        return List.of();
      }
    }

    private boolean isReaped(Alarm alarm, Predicate<Alarm> reaping) {
      try {
        return reaping.test(alarm);
      } catch (PortException failure) {
        failures.add(failure);
        return false;
      }
    }
  }
}
