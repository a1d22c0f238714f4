package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseChange;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Term;
import dev.fairlead.core.objects.HostTerms;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.store.AttemptOrder;
import dev.fairlead.store.Blueprints;
import dev.fairlead.store.Handlers;
import dev.fairlead.store.LeaseLine;
import dev.fairlead.store.Target;
import dev.fairlead.wire.HostMessage;
import dev.fairlead.wire.PodMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Takes orders of executors: a lease for each attempt, whose id is made of the attempt, so that an
 * order which comes twice finds it. An order that comes again says that the attempt is still
 * wanted; without any for {@link #HEARTBEAT} the lease is released.
 *
 * <p>Cost of a new one: 2 reads, 1 of the handler and 1 of its blueprint, and a transaction of 12
 * write units and 1 for each KB of the payload; of one that comes again 1 read, and every few
 * minutes 4 write units.
 */
final class AttemptOrders {
  /** An executor asks every five minutes, sooner before the start. */
  static final Duration HEARTBEAT = Duration.ofMinutes(30);

  /** What was heard so recently is not written down again. */
  private static final Duration RECENT = Duration.ofMinutes(4);

  /** Of a lease that nobody is to get. */
  private static final String NO_TYPE = "none";

  private final Yard yard;
  private final Handlers handlers;
  private final AttemptReports reports;

  AttemptOrders(Yard yard, Ports ports, AttemptReports reports, InstantSource clock) {
    this.yard = yard;
    this.handlers = new Handlers(ports.items(), clock);
    this.reports = reports;
  }

  /** Carries an order out, and says what should be looked at now. */
  List<Task> take(HostMessage message) {
    var order = message.order();
    var id = LeaseId.ofAttempt(order.key(), order.attempt());
    var lease = yard.rows().find(id);
    return switch (order) {
      case PodMessage.Launch launch ->
          lease
              .map(found -> again(found, launch))
              .orElseGet(() -> ask(id, launch, message.admittedAt()));
      // What runs on a host wants nothing beside it.
      case PodMessage.Answer _ -> List.of();
      case PodMessage.Release release ->
          lease.map(this::release).orElseGet(() -> neverAsk(id, release));
    };
  }

  private List<Task> ask(LeaseId id, PodMessage.Launch order, Instant admittedAt) {
    Instant now = yard.now();
    if (order.isStarted()) {
      reports.lost(
          order.key(), order.attempt(), Optional.of(order.since()), "Its lease is gone.", now);
      return List.of();
    }
    var handler = handlers.onHosts(order.key().agenda().customer(), order.type());
    if (handler.isEmpty()) {
      var why = "There is no handler of type " + order.type() + " any more.";
      reports.failed(order.key(), order.attempt(), "handler", why, now);
      return List.of();
    }
    var terms = HostTerms.of(handler.get());
    var type = terms.type().or(() -> typeOf(terms, order.key().agenda().customer()));
    if (type.isEmpty()) {
      var why =
          "There is no blueprint " + terms.selection().blueprints().getFirst() + " to lease from.";
      reports.failed(order.key(), order.attempt(), "blueprint", why, now);
      return List.of();
    }
    var request =
        request(order, type.get(), Term.from(admittedAt).heardEvery(HEARTBEAT))
            .from(terms.selection());
    var asked = Lease.asked(id, request, now);
    yard.rows()
        .batch()
        .put(asked, Due.of(asked, now))
        .also(new AttemptOrder(order, handler.get()).write(id))
        .tell(asked, LeaseLine.of(now, "queued", "It is for operation " + order.key() + "."))
        .commit();
    // Refused, somebody else took the same order.
    return List.of(new Task.Look(Target.of(id)));
  }

  /** Of one that is not for the customer, they hear what they would if it were not there. */
  private Optional<String> typeOf(HostTerms terms, CustomerId customer) {
    return yard.blueprints()
        .find(terms.selection().blueprints().getFirst())
        .filter(blueprint -> blueprint.isVisibleTo(customer))
        .map(Blueprints.Shared::blueprint)
        .flatMap(blueprint -> yard.driver(blueprint.type()))
        .map(BlueprintDriver::resourceType);
  }

  private static LeaseRequest request(PodMessage order, String type, Term term) {
    OperationKey key = order.key();
    return LeaseRequest.of(
        key.agenda().customer(), type, new Holder.OfOperation(key, order.attempt()), term);
  }

  private List<Task> again(Lease lease, PodMessage.Launch order) {
    Instant now = yard.now();
    if (lease.state() == LeaseState.DESTROYED) {
      reports.ended(
          order.key(),
          order.attempt(),
          AttemptState.of(lease).startedAt(),
          AttemptSteps.endOf(lease),
          Optional.empty(),
          OperationProgress.NONE,
          now);
      return List.of();
    }
    if (lease.state().isLive() && !lease.stamps().heard().plus(RECENT).isAfter(now)) {
      var heard = lease.heard(now);
      yard.rows().batch().put(heard, Due.of(heard, now)).commit();
    }
    return switch (lease.state()) {
      // Served when something becomes free: a turn is for all who wait, and each of them asks.
      case PENDING -> List.of();
      case ACTIVE -> List.of(new Task.Work(lease.id(), true));
      case ACQUIRED, RELEASED, BROKEN, DESTROYED -> List.of(new Task.Look(Target.of(lease.id())));
    };
  }

  private List<Task> release(Lease lease) {
    if (lease.state().isLive()) {
      Instant now = yard.now();
      var why = "Its attempt is over.";
      var ended = lease.after(new LeaseChange.Released(why), now);
      boolean isDone =
          yard.rows()
              .batch()
              .put(ended, Due.of(ended, now))
              .tell(ended, LeaseLine.of(now, "released", why))
              .commit()
              .isWritten();
      if (!isDone) {
        return release(yard.rows().find(lease.id()).orElse(lease));
      }
    }
    return List.of(new Task.Look(Target.of(lease.id())));
  }

  /** The order to start it, if it is still on its way, finds that it came too late. */
  private List<Task> neverAsk(LeaseId id, PodMessage.Release order) {
    Instant now = yard.now();
    var given = Lease.asked(id, request(order, NO_TYPE, Term.from(now).givingUpAt(now)), now);
    yard.rows()
        .batch()
        .put(given, Due.of(given, now))
        .tell(given, LeaseLine.of(now, "queued", "Its attempt is over before it was asked for."))
        .commit();
    return List.of(new Task.Look(Target.of(id)));
  }
}
