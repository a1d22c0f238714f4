package dev.fairlead.core.lease;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A thing that exists or is being built. Immutable; every change gives a new one of the next
 * version.
 *
 * @param origin what made it
 * @param draft what its driver planned it to be
 * @param attributes what its driver planned, and learned while it was made
 * @param slots what it has taken beside what its driver names
 * @param children the leases it holds on other resources, by what it calls them
 * @param use what is on it
 * @param standing what operators say about it
 * @param stamps when what happened
 * @param why what is told about its state
 * @param version 1 and up, raised by every change: the condition of each write
 */
public record Resource(
    ResourceId id,
    Origin origin,
    ResourceState state,
    ResourceDraft draft,
    Json.Obj attributes,
    List<Slot> slots,
    Map<String, LeaseId> children,
    Use use,
    Standing standing,
    Stamps stamps,
    Optional<String> why,
    long version) {

  /**
   * What made a resource.
   *
   * @param blueprint its blueprint's id
   * @param owner whose blueprint that is
   * @param driver the name of the driver that knows it
   * @param type what kind of resource it is
   * @param builtFor the lease that had it built; none for what was there before
   */
  public record Origin(
      String blueprint, CustomerId owner, String driver, String type, Optional<LeaseId> builtFor) {}

  /**
   * What is on a resource.
   *
   * @param leases how many have taken room and not yet given it back
   * @param amounts what they have taken
   */
  public record Use(int leases, Amounts amounts) {
    /** Nothing. */
    public static final Use NONE = new Use(0, Amounts.NONE);

    /** With one more lease. */
    public Use with(Amounts taken) {
      return new Use(leases + 1, amounts.plus(taken));
    }

    /** With one lease less. */
    public Use without(Amounts given) {
      return new Use(leases - 1, amounts.minus(given));
    }
  }

  /**
   * What operators say about a resource.
   *
   * @param isCordoned nothing new comes onto it
   * @param weight how strongly it draws leases; below 0 the strategy is the other one for it; 0
   *     cordons it
   */
  public record Standing(boolean isCordoned, double weight) {
    /** Like any other. */
    public static final Standing USUAL = new Standing(false, 1);

    /** Whether it takes new leases. */
    public boolean isOpen() {
      return !isCordoned && weight != 0;
    }
  }

  /**
   * When what happened.
   *
   * @param used when a lease last came or went
   */
  public record Stamps(Instant made, Optional<Instant> active, Instant used, Instant changed) {}

  public Resource {
    slots = List.copyOf(slots);
    children = Map.copyOf(children);
  }

  /** A resource that was just planned. */
  public static Resource planned(
      ResourceId id,
      Origin origin,
      ResourceDraft draft,
      List<Slot> slots,
      Map<String, LeaseId> children,
      Instant now) {
    return new Resource(
        id,
        origin,
        ResourceState.PENDING,
        draft,
        draft.attributes(),
        slots,
        children,
        Use.NONE,
        new Standing(false, draft.weight()),
        new Stamps(now, Optional.empty(), now, now),
        Optional.empty(),
        1);
  }

  /** A text that its driver planned or learned. */
  public Optional<String> attribute(String name) {
    return attributes.text(name);
  }

  /**
   * This resource after a change.
   *
   * @throws IllegalStateException if a resource in this state can't change so
   */
  public Resource after(ResourceChange change, Instant now) {
    var next = ResourceTransitions.next(state, change);
    return switch (change) {
      case ResourceChange.Activated(Json.Obj learned) ->
          new Resource(
              id,
              origin,
              next,
              draft,
              Lease.merged(attributes, learned),
              slots,
              children,
              use,
              standing,
              new Stamps(stamps.made, stamps.active.or(() -> Optional.of(now)), stamps.used, now),
              Optional.empty(),
              version + 1);
      case ResourceChange.Released(String reason) -> moved(next, slots, reason, now);
      case ResourceChange.Broke(String reason) -> moved(next, slots, reason, now);
      case ResourceChange.Destroyed() -> moved(next, List.of(), why.orElse("It is gone."), now);
    };
  }

  /** The same with other things on it. */
  public Resource used(Use other, Instant now) {
    return new Resource(
        id,
        origin,
        state,
        draft,
        attributes,
        slots,
        children,
        other,
        standing,
        new Stamps(stamps.made, stamps.active, now, stamps.changed),
        why,
        version + 1);
  }

  /** The same, looked at once more. */
  public Resource again() {
    return new Resource(
        id,
        origin,
        state,
        draft,
        attributes,
        slots,
        children,
        use,
        standing,
        stamps,
        why,
        version + 1);
  }

  /** The same, as operators want it. */
  public Resource standing(Standing other) {
    return new Resource(
        id,
        origin,
        state,
        draft,
        attributes,
        slots,
        children,
        use,
        other,
        stamps,
        why,
        version + 1);
  }

  /** The same state, with more known of it. */
  public Resource knowing(Json.Obj learned, String reason) {
    return new Resource(
        id,
        origin,
        state,
        draft,
        Lease.merged(attributes, learned),
        slots,
        children,
        use,
        standing,
        stamps,
        Optional.of(reason),
        version + 1);
  }

  private Resource moved(ResourceState next, List<Slot> left, String reason, Instant now) {
    return new Resource(
        id,
        origin,
        next,
        draft,
        attributes,
        left,
        children,
        use,
        standing,
        new Stamps(stamps.made, stamps.active, stamps.used, now),
        Optional.of(reason),
        version + 1);
  }
}
