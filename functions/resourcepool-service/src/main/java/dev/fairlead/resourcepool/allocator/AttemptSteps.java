package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.DetachedCommand;
import dev.fairlead.core.access.DetachedCommand.Look;
import dev.fairlead.core.access.DetachedCommand.Signal;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.store.AttemptOrder;
import dev.fairlead.store.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The work of attempts that hold leases: started once the lease is active, looked at until it is
 * over, ended before the lease is taken down. Each step connects once to the host, asks it a few
 * questions, and closes the connection: nothing waits for the work.
 *
 * <p>Nothing but the host says whether it was started: a step that dies after it is taken again,
 * and finds it running. What is told of it is told again if the row could not be written after it.
 *
 * <p>Cost of a look: 4 reads, one of each secret, the driver's connection, and 4 write units and as
 * many of indexes. After a second, then at an eighth of its age, at most each minute.
 */
final class AttemptSteps {
  /** From the request to end to the order. */
  static final Duration GRACE = Duration.ofSeconds(30);

  /** Whoever can't be asked for so long is probed: then its resource breaks, with its leases. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** So often it is asked whether what was told to end has. */
  private static final Duration ENDING_LOOK = Duration.ofSeconds(2);

  /** The code of a lease that broke. */
  private static final String BROKEN = "broken";

  private final Yard yard;
  private final AttemptWork work;
  private final AttemptReports reports;

  AttemptSteps(Yard yard, Ports ports, AttemptReports reports) {
    this.yard = yard;
    this.work = new AttemptWork(ports, reports);
    this.reports = reports;
  }

  static boolean isOf(Lease lease) {
    return lease.request().holder() instanceof Holder.OfOperation;
  }

  /**
   * The end of an attempt whose lease is over, and that told of no other. What could never have
   * been had would not be had by the next attempt.
   */
  static Ending endOf(Lease lease) {
    var told = AttemptState.of(lease).ending();
    if (told.isPresent()) {
      return told.get();
    }
    var why = lease.why().map(Lease.Why::sentence).orElse("nobody said why.");
    boolean wasNeverThere =
        lease.stamps().acquired().isEmpty()
            && lease.why().filter(reason -> reason.code().equals(BROKEN)).isPresent();
    return wasNeverThere
        ? new Ending.Failed(new Diagnostic("lease", why))
        : new Ending.Lost(new Diagnostic("host", "Its lease is over: " + why));
  }

  /**
   * Starts the work of an active lease, or looks how it is.
   *
   * @param again whether somebody has to be told of it who may have missed it
   */
  List<Task> look(LeaseId id, boolean again) {
    var found = yard.rows().find(id).filter(each -> each.state() == LeaseState.ACTIVE);
    if (found.isEmpty()
        || !(found.get().request().holder()
            instanceof Holder.OfOperation(OperationKey key, int attempt))) {
      return List.of();
    }
    var lease = found.get();
    Instant now = yard.now();
    var known = AttemptState.of(lease);
    if (!again && known.lookAt().isAfter(now)) {
      return List.of();
    }
    if (known.ending().isPresent()) {
      var ending = known.ending().get();
      ended(key, attempt, known.startedAt(), ending, now);
      write(lease, known.over(ending, false, now), now);
      return List.of();
    }
    var state = asked(lease, again ? known.telling("") : known, now);
    var next = new ArrayList<Task>();
    if (!state.isOver()) {
      if (state.troubledSince().filter(since -> !since.plus(PATIENCE).isAfter(now)).isPresent()) {
        lease.resource().ifPresent(on -> next.add(new Task.Look(Target.of(on))));
      }
      state = state.next(lease.stamps().active().orElse(now), now);
      next.add(new Task.Later(Target.of(id), Duration.between(now, state.lookAt())));
    }
    write(lease, state, now);
    return next;
  }

  /** What will never be otherwise is told, and not tried again for ever. */
  private AttemptState asked(Lease lease, AttemptState state, Instant now) {
    try {
      return asked(lease, yard.orderOf(lease.id()), state, now);
    } catch (PortException failure) {
      if (failure.fault().isRetryable()) {
        throw failure;
      }
      return broken(lease, state, failure, now);
    } catch (RuntimeException failure) {
      return broken(lease, state, failure, now);
    }
  }

  private AttemptState asked(Lease lease, AttemptOrder order, AttemptState state, Instant now) {
    Instant since = lease.stamps().active().orElse(now);
    try {
      var opened = yard.openings().open(lease, CommandInterface.class);
      if (opened.isEmpty()) {
        throw new IllegalStateException("What its lease is on runs no commands.");
      }
      try (var commands = opened.get()) {
        return work.step(
            order,
            state,
            since,
            new DetachedCommand(commands),
            type -> yard.openings().open(lease, type),
            now);
      }
    } catch (AccessException failed) {
      if (failed.fault() == AccessFault.NOT_FOUND) {
        return state.isOver()
            ? state
            : work.lost(order.order(), state, "Its directory on the host is gone.", now);
      }
      return AttemptWork.isLate(order, state, since, now)
          ? work.tooLate(order, state, " " + failed.getMessage(), now)
          : troubled(order, state, failed, now);
    }
  }

  private AttemptState troubled(
      AttemptOrder order, AttemptState state, AccessException failed, Instant now) {
    var mark = "trouble " + failed.fault().text();
    if (mark.equals(state.told())) {
      return state.troubled(now);
    }
    reports.say(
        order.order().key(),
        order.order().attempt(),
        "Its host can't be asked: " + failed.getMessage(),
        now);
    return state.troubled(now).telling(mark);
  }

  private AttemptState broken(
      Lease lease, AttemptState state, RuntimeException failure, Instant now) {
    var ending = new Ending.Failed(new Diagnostic("host", LeaseSteps.said(failure)));
    if (lease.request().holder() instanceof Holder.OfOperation(OperationKey key, int attempt)) {
      ended(key, attempt, state.startedAt(), ending, now);
    }
    return state.over(ending, false, now);
  }

  /** Refused, somebody else knows more; what was told is told again then. */
  private void write(Lease lease, AttemptState state, Instant now) {
    var sentence = state.isOver() ? "Its operation's work is over." : "An operation works on it.";
    var known = lease.knowing(state.learned(), new Lease.Why("attempt", sentence));
    yard.rows().batch().put(known, Due.of(known, now)).commit();
  }

  /**
   * Ends the work of a lease that is taken down.
   *
   * @return when to ask again; none once nothing of it runs
   * @throws AccessException if nobody answers who could tell
   */
  Optional<Duration> end(Lease lease, Resource on) {
    // Also of one whose end was told: it may have begun all the same.
    if (lease.stamps().active().isEmpty()) {
      return Optional.empty();
    }
    Instant now = yard.now();
    var state = AttemptState.of(lease).ending(now);
    boolean isLate =
        state.endingSince().filter(since -> !since.plus(GRACE).isAfter(now)).isPresent();
    var opened = yard.openings().reopen(on, lease, CommandInterface.class);
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (var commands = opened.get()) {
      Look look = new DetachedCommand(commands).end(isLate ? Signal.KILL : Signal.TERM);
      return look.state() == DetachedCommand.State.RUNNING
          ? Optional.of(ENDING_LOOK)
          : Optional.empty();
    } catch (AccessException failed) {
      if (failed.fault() == AccessFault.NOT_FOUND) {
        // Its directory is gone, and nothing is known of it any more.
        return Optional.empty();
      }
      throw failed;
    }
  }

  /** What is known of a lease while its work is ending. */
  static AttemptState ending(Lease lease, Instant now) {
    return AttemptState.of(lease).ending(now);
  }

  /** Nothing of it is left, or ever will be heard of: whoever waits for it need not. */
  void gone(Lease lease, Instant now) {
    var state = AttemptState.of(lease);
    if (lease.request().holder() instanceof Holder.OfOperation(OperationKey key, int attempt)
        && !state.isOver()) {
      ended(key, attempt, state.startedAt(), endOf(lease), now);
    }
  }

  private void ended(
      OperationKey key, int attempt, Optional<Instant> startedAt, Ending ending, Instant now) {
    reports.ended(key, attempt, startedAt, ending, Optional.empty(), OperationProgress.NONE, now);
  }
}
