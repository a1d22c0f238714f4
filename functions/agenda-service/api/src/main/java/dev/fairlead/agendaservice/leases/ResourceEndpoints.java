package dev.fairlead.agendaservice.leases;

import dev.fairlead.agendaservice.signal.RebindRequest;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceState;
import dev.fairlead.core.port.Ports;
import dev.fairlead.endpoint.Authorization;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.Blueprints;
import dev.fairlead.store.LeaseRows;
import dev.fairlead.store.LeaseSignal;
import dev.fairlead.store.LeaseWakeUps;
import dev.fairlead.store.Target;
import dev.fairlead.wire.JsonText;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/**
 * Resources of one's own blueprints, and the signals to them.
 *
 * <p>Cost: a list half a read unit per 4 KB of all blueprints, and of all that one's own made; a
 * signal a read and a transaction of 2 rows, 3 write units.
 */
final class ResourceEndpoints {
  private final LeaseRows rows;
  private final Blueprints blueprints;
  private final Sight sight;
  private final LeaseWakeUps wakeUps;
  private final Ids ids;
  private final InstantSource clock;

  ResourceEndpoints(Ports ports, Ids ids, InstantSource clock) {
    this.rows = new LeaseRows(ports.items());
    this.blueprints = new Blueprints(ports.items());
    this.sight = new Sight(ports.items());
    this.wakeUps = new LeaseWakeUps(ports.queues());
    this.ids = ids;
    this.clock = clock;
  }

  Reply list(Call call) {
    int limit = Math.toIntExact(call.whole(Parameter.LIMIT));
    var after = call.text(Parameter.AFTER_RESOURCE).orElse("");
    var wanted = call.text(Parameter.OF_BLUEPRINT);
    List<Resource> found =
        blueprints.all().stream()
            .map(Blueprints.Shared::blueprint)
            .filter(each -> Authorization.owns(call.caller(), each.owner()))
            .map(Blueprint::id)
            .filter(id -> wanted.filter(one -> !one.equals(id)).isEmpty())
            .flatMap(id -> rows.madeBy(id).stream())
            .filter(each -> each.id().value().compareTo(after) > 0)
            .sorted(Comparator.comparing(Resource::id))
            .limit(limit + 1L)
            .toList();
    var page = found.subList(0, Math.min(limit, found.size()));
    var answer =
        Json.object()
            .put(
                "resources",
                Json.array(page.stream().map(each -> (Json) LeaseJson.of(each)).toList()));
    if (found.size() > page.size()) {
      answer.put("next", page.getLast().id().value());
    }
    return Reply.json(answer.build());
  }

  Reply get(Call call) {
    return Reply.json(LeaseJson.of(sight.resource(call)));
  }

  Reply log(Call call) {
    var resource = sight.resource(call);
    return LeaseJson.log(
        rows.log(
            Target.of(resource.id()),
            call.whole(Parameter.AFTER_EVENT),
            Math.toIntExact(call.whole(Parameter.LIMIT))));
  }

  Reply release(Call call) {
    return signal(call, LeaseSignal.Kind.RELEASE);
  }

  Reply recall(Call call) {
    return signal(call, LeaseSignal.Kind.RECALL);
  }

  Reply cordon(Call call) {
    return signal(call, LeaseSignal.Kind.CORDON);
  }

  Reply uncordon(Call call) {
    return signal(call, LeaseSignal.Kind.UNCORDON);
  }

  /** Kept until the allocator carries it out; what is gone already needs none. */
  private Reply signal(Call call, LeaseSignal.Kind kind) {
    var resource = sight.resource(call);
    var reason = RebindRequest.readReason(JsonText.parse(call.body()));
    if (resource.state() != ResourceState.DESTROYED) {
      var at = Target.of(resource.id());
      var author = call.caller().tokenId();
      rows.batch()
          .signal(new LeaseSignal(at, ids.newUlid(), kind, author, reason, clock.instant()))
          .commit();
      wakeUps.look(at);
    }
    return Reply.json(LeaseJson.of(resource));
  }
}
