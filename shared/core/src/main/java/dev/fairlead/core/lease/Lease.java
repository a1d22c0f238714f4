package dev.fairlead.core.lease;

import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request for, and then the right to use, a resource. Immutable; every change gives a new one of
 * the next version.
 *
 * @param resource what it is on; none while it is pending
 * @param slots what it has taken beside room on its resource
 * @param attributes what its driver learned while it was prepared
 * @param stamps when what happened first
 * @param efforts what was done to serve it
 * @param why the last reason it waits, was returned, released or broke
 * @param version 1 and up, raised by every change: the condition of each write
 */
public record Lease(
    LeaseId id,
    LeaseRequest request,
    LeaseState state,
    Optional<ResourceId> resource,
    List<Slot> slots,
    Json.Obj attributes,
    Stamps stamps,
    Efforts efforts,
    Optional<Why> why,
    long version) {

  /**
   * When what happened.
   *
   * @param asked when it was asked for
   * @param acquired when a resource was first taken for it
   * @param active when it was first of use
   * @param heard when its holder last said that it wants it
   * @param changed when its state changed last
   */
  public record Stamps(
      Instant asked,
      Optional<Instant> acquired,
      Optional<Instant> active,
      Instant heard,
      Instant changed) {}

  /**
   * What was done to serve a lease: it is done once at a time.
   *
   * @param built the resource that is built for it
   * @param recalled the idle resource that was told to go for it
   * @param failures how many that were built for it broke before they were of use
   */
  public record Efforts(Optional<ResourceId> built, Optional<ResourceId> recalled, int failures) {
    /** Nothing yet. */
    public static final Efforts NONE = new Efforts(Optional.empty(), Optional.empty(), 0);

    /** With a resource that is built for it. */
    public Efforts building(ResourceId next) {
      return new Efforts(Optional.of(next), recalled, failures);
    }

    /** With an idle resource that goes for it. */
    public Efforts recalling(ResourceId idle) {
      return new Efforts(built, Optional.of(idle), failures);
    }

    /** What was built for it broke. */
    public Efforts failed() {
      return new Efforts(Optional.empty(), recalled, failures + 1);
    }
  }

  /** Why something is as it is: a code for programs and a sentence for people. */
  public record Why(String code, String sentence) {}

  public Lease {
    slots = List.copyOf(slots);
  }

  /** A lease that was just asked for. */
  public static Lease asked(LeaseId id, LeaseRequest request, Instant now) {
    return new Lease(
        id,
        request,
        LeaseState.PENDING,
        Optional.empty(),
        List.of(),
        Json.EMPTY,
        new Stamps(now, Optional.empty(), Optional.empty(), now, now),
        Efforts.NONE,
        Optional.empty(),
        1);
  }

  /**
   * This lease after a change.
   *
   * @throws IllegalStateException if a lease in this state can't change so
   */
  public Lease after(LeaseChange change, Instant now) {
    var next = LeaseTransitions.next(state, change);
    return switch (change) {
      case LeaseChange.Acquired(ResourceId on, List<Slot> taken) ->
          new Lease(
              id,
              request,
              next,
              Optional.of(on),
              taken,
              attributes,
              new Stamps(
                  stamps.asked(),
                  stamps.acquired().or(() -> Optional.of(now)),
                  stamps.active(),
                  stamps.heard(),
                  now),
              Efforts.NONE,
              Optional.empty(),
              version + 1);
      case LeaseChange.Activated(Json.Obj learned) ->
          new Lease(
              id,
              request,
              next,
              resource,
              slots,
              merged(attributes, learned),
              new Stamps(
                  stamps.asked(),
                  stamps.acquired(),
                  stamps.active().or(() -> Optional.of(now)),
                  stamps.heard(),
                  now),
              efforts,
              Optional.empty(),
              version + 1);
      case LeaseChange.Returned(String reason) ->
          new Lease(
              id,
              request,
              next,
              Optional.empty(),
              List.of(),
              Json.EMPTY,
              changed(now),
              Efforts.NONE,
              Optional.of(new Why("returned", reason)),
              version + 1);
      case LeaseChange.Released(String reason) -> moved(next, new Why("released", reason), now);
      case LeaseChange.Broke(String reason) -> moved(next, new Why("broken", reason), now);
      case LeaseChange.Destroyed() ->
          new Lease(
              id,
              request,
              next,
              resource,
              List.of(),
              attributes,
              changed(now),
              efforts,
              why,
              version + 1);
    };
  }

  /** The same state, with what was done for it and why it waits. */
  public Lease waiting(Efforts done, Why reason) {
    return new Lease(
        id,
        request,
        state,
        resource,
        slots,
        attributes,
        stamps,
        done,
        Optional.of(reason),
        version + 1);
  }

  /** The same state, with more known of it. */
  public Lease knowing(Json.Obj learned, Why reason) {
    return new Lease(
        id,
        request,
        state,
        resource,
        slots,
        merged(attributes, learned),
        stamps,
        efforts,
        Optional.of(reason),
        version + 1);
  }

  /** The same, looked at once more. */
  public Lease again() {
    return new Lease(
        id, request, state, resource, slots, attributes, stamps, efforts, why, version + 1);
  }

  /** Its holder wants it still. */
  public Lease heard(Instant now) {
    var seen = new Stamps(stamps.asked, stamps.acquired, stamps.active, now, stamps.changed);
    return new Lease(
        id, request, state, resource, slots, attributes, seen, efforts, why, version + 1);
  }

  /** Its holder wants it still, and until another time than before. */
  public Lease renewed(Instant now, Instant until) {
    var seen = new Stamps(stamps.asked, stamps.acquired, stamps.active, now, stamps.changed);
    return new Lease(
        id,
        request.within(request.term().until(until)),
        state,
        resource,
        slots,
        attributes,
        seen,
        efforts,
        why,
        version + 1);
  }

  /** When it ends by itself, if nothing else happens. */
  public Optional<Instant> endsAt() {
    var term = request.term();
    Optional<Instant> silence = term.heartbeat().map((Duration most) -> stamps.heard().plus(most));
    Optional<Instant> patience = state == LeaseState.ACTIVE ? Optional.empty() : term.notAfter();
    return earliest(earliest(term.until(), silence), patience);
  }

  private Lease moved(LeaseState next, Why reason, Instant now) {
    return new Lease(
        id,
        request,
        next,
        resource,
        slots,
        attributes,
        changed(now),
        efforts,
        Optional.of(reason),
        version + 1);
  }

  private Stamps changed(Instant now) {
    return new Stamps(stamps.asked, stamps.acquired, stamps.active, stamps.heard, now);
  }

  static Json.Obj merged(Json.Obj known, Json.Obj learned) {
    var all = known;
    for (var field : learned.fields().entrySet()) {
      all = all.with(field.getKey(), field.getValue());
    }
    return all;
  }

  private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
    if (one.isPresent() && other.isPresent()) {
      return one.get().isBefore(other.get()) ? one : other;
    }
    return one.or(() -> other);
  }
}
