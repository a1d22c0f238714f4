package dev.fairlead.core.lease;

import static dev.fairlead.core.lease.ResourceState.ACTIVE;
import static dev.fairlead.core.lease.ResourceState.BROKEN;
import static dev.fairlead.core.lease.ResourceState.DESTROYED;
import static dev.fairlead.core.lease.ResourceState.PENDING;
import static dev.fairlead.core.lease.ResourceState.RELEASED;

import java.util.List;

/** The state machine of resources. What is not in the table cannot happen. */
public final class ResourceTransitions {
  /** From a state, by a kind of change, to a state. */
  public record Transition(
      ResourceState from, Class<? extends ResourceChange> by, ResourceState to) {}

  public static final List<Transition> TABLE =
      List.of(
          new Transition(PENDING, ResourceChange.Activated.class, ACTIVE),
          new Transition(PENDING, ResourceChange.Released.class, RELEASED),
          new Transition(PENDING, ResourceChange.Broke.class, BROKEN),
          new Transition(ACTIVE, ResourceChange.Released.class, RELEASED),
          // It was found dead.
          new Transition(ACTIVE, ResourceChange.Broke.class, BROKEN),
          new Transition(RELEASED, ResourceChange.Destroyed.class, DESTROYED),
          new Transition(BROKEN, ResourceChange.Destroyed.class, DESTROYED));

  private ResourceTransitions() {}

  /** Whether a resource in that state can change so. */
  public static boolean allow(ResourceState from, Class<? extends ResourceChange> by) {
    return TABLE.stream().anyMatch(each -> each.from() == from && each.by() == by);
  }

  /**
   * The state after a change.
   *
   * @throws IllegalStateException if the table has no such transition
   */
  static ResourceState next(ResourceState from, ResourceChange change) {
    for (Transition transition : TABLE) {
      if (transition.from() == from && transition.by().isInstance(change)) {
        return transition.to();
      }
    }
    throw new IllegalStateException(
        "a resource can't go from " + from + " by " + change.getClass().getSimpleName());
  }
}
