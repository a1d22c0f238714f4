package dev.fairlead.core.lease;

import static dev.fairlead.core.lease.LeaseState.ACQUIRED;
import static dev.fairlead.core.lease.LeaseState.ACTIVE;
import static dev.fairlead.core.lease.LeaseState.BROKEN;
import static dev.fairlead.core.lease.LeaseState.DESTROYED;
import static dev.fairlead.core.lease.LeaseState.PENDING;
import static dev.fairlead.core.lease.LeaseState.RELEASED;

import java.util.List;

/** The state machine of leases. What is not in the table cannot happen. */
public final class LeaseTransitions {
  /** From a state, by a kind of change, to a state. */
  public record Transition(LeaseState from, Class<? extends LeaseChange> by, LeaseState to) {}

  public static final List<Transition> TABLE =
      List.of(
          new Transition(PENDING, LeaseChange.Acquired.class, ACQUIRED),
          // Cancelled before anything was found, or nobody came to want it in time.
          new Transition(PENDING, LeaseChange.Released.class, RELEASED),
          new Transition(PENDING, LeaseChange.Broke.class, BROKEN),
          new Transition(ACQUIRED, LeaseChange.Activated.class, ACTIVE),
          // The resource died before the lease was active.
          new Transition(ACQUIRED, LeaseChange.Returned.class, PENDING),
          new Transition(ACQUIRED, LeaseChange.Released.class, RELEASED),
          new Transition(ACQUIRED, LeaseChange.Broke.class, BROKEN),
          new Transition(ACTIVE, LeaseChange.Released.class, RELEASED),
          new Transition(ACTIVE, LeaseChange.Broke.class, BROKEN),
          new Transition(RELEASED, LeaseChange.Destroyed.class, DESTROYED),
          new Transition(BROKEN, LeaseChange.Destroyed.class, DESTROYED));

  private LeaseTransitions() {}

  /** Whether a lease in that state can change so. */
  public static boolean allow(LeaseState from, Class<? extends LeaseChange> by) {
    return TABLE.stream().anyMatch(each -> each.from() == from && each.by() == by);
  }

  /**
   * The state after a change.
   *
   * @throws IllegalStateException if the table has no such transition
   */
  static LeaseState next(LeaseState from, LeaseChange change) {
    for (Transition transition : TABLE) {
      if (transition.from() == from && transition.by().isInstance(change)) {
        return transition.to();
      }
    }
    throw new IllegalStateException(
        "a lease can't go from " + from + " by " + change.getClass().getSimpleName());
  }
}
