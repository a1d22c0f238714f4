package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When something is to be looked at next, if nobody asks before. */
final class Due {
  /** An active resource is looked at so often, and so is who holds a lease for another one. */
  static final Duration LOOK = Duration.ofMinutes(5);

  /** What is over can be looked at for so long, with its log. */
  static final Duration KEPT = Duration.ofDays(30);

  /** A message that has it looked at is lost if it has not come so long after its time. */
  private static final Duration LOST = Duration.ofSeconds(15);

  private static final Duration HOLDER = Duration.ofMinutes(1);

  private Due() {}

  static Optional<Instant> of(Lease lease, Instant now) {
    return switch (lease.state()) {
      case PENDING, ACTIVE -> {
        Optional<Instant> look =
            switch (lease.request().holder()) {
              case Holder.OfLease _ -> Optional.of(now.plus(HOLDER));
              case Holder.OfOperation _ when lease.state() == LeaseState.ACTIVE ->
                  Optional.of(AttemptState.of(lease).lookAt().plus(LOST));
              case Holder.OfOperation _, Holder.OfPerson _, Holder.OfResource _ -> Optional.empty();
            };
        yield earliest(lease.endsAt(), look);
      }
      case ACQUIRED, RELEASED, BROKEN -> Optional.of(now);
      case DESTROYED -> Optional.of(lease.stamps().changed().plus(KEPT));
    };
  }

  static Optional<Instant> of(Resource resource, Optional<Blueprint> blueprint, Instant now) {
    return switch (resource.state()) {
      case PENDING, RELEASED, BROKEN -> Optional.of(now);
      case ACTIVE -> {
        Optional<Instant> idle =
            resource.use().leases() > 0
                ? Optional.empty()
                : blueprint
                    .flatMap(each -> each.terms().idleTime())
                    .map(resource.stamps().used()::plus);
        yield earliest(idle, Optional.of(now.plus(LOOK)));
      }
      case DESTROYED -> Optional.of(resource.stamps().changed().plus(KEPT));
    };
  }

  /** After a step that is not done; of a lease or resource that ends on its own not too late. */
  static Optional<Instant> later(Lease lease, Instant at) {
    return lease.state() == LeaseState.ACQUIRED
        ? earliest(lease.endsAt(), Optional.of(at))
        : Optional.of(at);
  }

  static boolean isIdle(Resource resource, Optional<Blueprint> blueprint, Instant now) {
    if (resource.state() != ResourceState.ACTIVE
        || resource.use().leases() > 0
        || resource.standing().isCordoned()) {
      return false;
    }
    return blueprint.isEmpty()
        || blueprint
            .get()
            .terms()
            .idleTime()
            .filter(time -> !now.isBefore(resource.stamps().used().plus(time)))
            .isPresent();
  }

  private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
    if (one.isPresent() && other.isPresent()) {
      return one.get().isBefore(other.get()) ? one : other;
    }
    return one.or(() -> other);
  }
}
