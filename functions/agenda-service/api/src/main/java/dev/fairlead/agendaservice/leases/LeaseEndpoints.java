package dev.fairlead.agendaservice.leases;

import dev.fairlead.agendaservice.signal.RebindRequest;
import dev.fairlead.catalog.LeaseRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.CreationTokens;
import dev.fairlead.store.LeaseLine;
import dev.fairlead.store.LeaseRows;
import dev.fairlead.store.LeaseSignal;
import dev.fairlead.store.LeaseWakeUps;
import dev.fairlead.store.Sha256;
import dev.fairlead.store.Target;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.Times;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Leases that somebody asks for by hand. Here a row is written, and the allocator woken; all else
 * is its work.
 *
 * <p>Cost: a renewal a read and a write of 2 units and 3 of indexes, or a transaction with a line
 * of the log where its end moves; an acquisition a transaction of 2 or 3 rows, 4 to 6 write units
 * and 3 of indexes; a release a read and a transaction of 2 rows, 3 units.
 */
final class LeaseEndpoints {
  private static final String THINGS = "leases";

  /** Of a write that another's comes before. */
  private static final int TRIES = 10;

  private final LeaseRows rows;
  private final Sight sight;
  private final LeaseList lists;
  private final LeaseWakeUps wakeUps;
  private final Ids ids;
  private final InstantSource clock;

  LeaseEndpoints(Ports ports, Ids ids, InstantSource clock) {
    this.rows = new LeaseRows(ports.items());
    this.sight = new Sight(ports.items());
    this.lists = new LeaseList(rows);
    this.wakeUps = new LeaseWakeUps(ports.queues());
    this.ids = ids;
    this.clock = clock;
  }

  /** Asks for one. */
  Reply acquire(Call call) {
    var body = JsonText.parse(call.body());
    var now = clock.instant();
    var request = NewLease.read(body, call.caller(), sight, now);
    var lease = Lease.asked(new LeaseId(ids.newUlid()), request, now);
    var author = call.caller().tokenId();
    var batch =
        rows.batch()
            .put(lease, lease.endsAt())
            .tell(lease, new LeaseLine(now, "queued", author, "It was asked for by hand."));
    Optional<Key> token =
        call.text(Parameter.IDEMPOTENCY_KEY)
            .map(text -> CreationTokens.keyOf(request.customer(), THINGS, text));
    var use = new CreationTokens.Use(lease.id().value(), Sha256.hex(JsonText.canonical(body)));
    token.ifPresent(key -> batch.also(CreationTokens.take(key, use, now)));
    if (batch.commit() instanceof WriteOutcome.Refused(int _, var found)) {
      return askedBefore(found.map(CreationTokens::useOf).orElseThrow(), use);
    }
    wakeUps.serve(request.type());
    return Reply.json(201, LeaseJson.of(lease, Optional.empty()))
        .withHeader(
            "location", LeaseRoute.GET.target(Map.of(Parameter.LEASE_ID, lease.id().value())));
  }

  private Reply askedBefore(CreationTokens.Use first, CreationTokens.Use now) {
    if (!first.bodySha256().equals(now.bodySha256())) {
      throw new FairleadException(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was used for " + first.id() + ", with another body.");
    }
    // A key is forgotten long before a lease that is over.
    return Reply.json(
        LeaseJson.of(rows.find(new LeaseId(first.id())).orElseThrow(), Optional.empty()));
  }

  /** Lists those of the caller's customer. */
  Reply list(Call call) {
    return lists.list(call);
  }

  /** Gives one. */
  Reply get(Call call) {
    return shown(sight.lease(call));
  }

  /** Takes down that its holder wants one still, and until when. */
  Reply renew(Call call) {
    var now = clock.instant();
    var until = LeaseEnd.read(JsonText.parse(call.body()), now);
    for (int tries = 0; tries < TRIES; tries++) {
      var lease = renewable(call);
      var renewed = until.map(at -> lease.renewed(now, at)).orElseGet(() -> lease.heard(now));
      // One that is being prepared goes on at once, as it would have.
      var batch =
          rows.batch()
              .put(
                  renewed,
                  lease.state() == LeaseState.ACQUIRED ? Optional.of(now) : renewed.endsAt());
      until.ifPresent(at ->
          batch.tell(
              renewed,
              new LeaseLine(
                  now,
                  "renewed",
                  call.caller().tokenId(),
                  "It lasts until " + Times.text(at) + ".")));
      if (batch.commit().isWritten()) {
        return shown(renewed);
      }
    }
    throw new PortException(PortException.Fault.CONFLICT, "a lease changes all the time");
  }

  /** What one asked for by hand, and is not over; all else its holder keeps alive. */
  private Lease renewable(Call call) {
    var lease = sight.lease(call);
    if (!(lease.request().holder() instanceof Holder.OfPerson)) {
      throw new FairleadException(
          ErrorCode.LEASE_OF_OPERATION,
          "The lease is " + LeaseJson.holder(lease.request().holder()) + "'s, which keeps it.");
    }
    if (!lease.state().isLive()) {
      throw new FairleadException(
          ErrorCode.LEASE_NOT_ACTIVE,
          "The lease is "
              + lease.state()
              + lease.why().map(why -> ": " + why.sentence()).orElse("."));
    }
    return lease;
  }

  /** Has one let go of, unless it is over. */
  Reply release(Call call) {
    var lease = sight.lease(call);
    var reason = RebindRequest.readReason(JsonText.parse(call.body()));
    if (lease.state().isLive()) {
      var at = Target.of(lease.id());
      var author = call.caller().tokenId();
      rows.batch()
          .signal(
              new LeaseSignal(
                  at, ids.newUlid(), LeaseSignal.Kind.RELEASE, author, reason, clock.instant()))
          .commit();
      wakeUps.look(at);
    }
    return shown(lease);
  }

  /** Tells what happened to one. */
  Reply log(Call call) {
    var lease = sight.lease(call);
    return LeaseJson.log(
        rows.log(
            Target.of(lease.id()),
            call.whole(Parameter.AFTER_EVENT),
            Math.toIntExact(call.whole(Parameter.LIMIT))));
  }

  private Reply shown(Lease lease) {
    Optional<Resource> on = lease.resource().flatMap(rows::find);
    Json.Obj answer = LeaseJson.of(lease, on);
    return Reply.json(answer);
  }
}
