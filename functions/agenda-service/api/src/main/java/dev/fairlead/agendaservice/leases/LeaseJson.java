package dev.fairlead.agendaservice.leases;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.LeaseLine;
import dev.fairlead.store.LeaseRows;
import dev.fairlead.wire.Times;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Leases, resources and their logs as answers. */
final class LeaseJson {
  private LeaseJson() {}

  /**
   * A lease.
   *
   * @param on what it is on, if that is known
   */
  static Json.Obj of(Lease lease, Optional<Resource> on) {
    var request = lease.request();
    var term = request.term();
    var stamps = lease.stamps();
    var json =
        Json.object()
            .put("id", lease.id().value())
            .put("customerId", request.customer().value())
            .put("type", request.type())
            .put("state", lease.state().name())
            .put("holder", holder(request.holder()))
            .putText("resourceId", lease.resource().map(ResourceId::value))
            .putText("resource", on.map(resource -> resource.draft().name()))
            .putText("blueprintId", on.map(resource -> resource.origin().blueprint()))
            .putIfPresent("why", lease.why().map(LeaseJson::why))
            .put("askedAt", Times.text(stamps.asked()))
            .putText("acquiredAt", stamps.acquired().map(Times::text))
            .putText("activeAt", stamps.active().map(Times::text))
            .put("changedAt", Times.text(stamps.changed()))
            .putText("until", term.until().map(Times::text))
            .putText("giveUpAt", term.notAfter().map(Times::text));
    term.heartbeat()
        .ifPresent(most ->
            json.put("heartbeatSeconds", most.toSeconds())
                .put("renewedAt", Times.text(stamps.heard())));
    var selection = request.selection();
    if (!selection.blueprints().isEmpty()) {
      json.put("blueprintIds", Json.texts(selection.blueprints()));
    }
    labels(json, selection.labels());
    return json.build();
  }

  /** A resource. */
  static Json.Obj of(Resource resource) {
    var origin = resource.origin();
    var stamps = resource.stamps();
    var json =
        Json.object()
            .put("id", resource.id().value())
            .put("customerId", origin.owner().value())
            .put("blueprintId", origin.blueprint())
            .put("driver", origin.driver())
            .put("type", origin.type())
            .put("name", resource.draft().name())
            .put("state", resource.state().name())
            .put("isCordoned", resource.standing().isCordoned())
            .put("leases", resource.use().leases());
    labels(json, resource.draft().labels());
    return json.putText("why", resource.why())
        .put("madeAt", Times.text(stamps.made()))
        .putText("activeAt", stamps.active().map(Times::text))
        .put("changedAt", Times.text(stamps.changed()))
        .build();
  }

  /** Lines of a log, as an answer. */
  static Reply log(List<LeaseRows.Numbered> lines) {
    return Reply.json(
        Json.object()
            .put("lines", Json.array(lines.stream().map(LeaseJson::line).toList()))
            .build());
  }

  /** Who holds a lease: what kind of holder, and which. */
  static String holder(Holder holder) {
    return switch (holder) {
      case Holder.OfPerson(String name) -> "person/" + name;
      case Holder.OfOperation(var operation, int _) -> "operation/" + operation;
      case Holder.OfResource(var resource, String _) -> "resource/" + resource;
      case Holder.OfLease(var lease) -> "lease/" + lease;
    };
  }

  private static void labels(Json.Builder json, Map<String, String> labels) {
    if (!labels.isEmpty()) {
      var texts = Json.object();
      new TreeMap<>(labels).forEach(texts::put);
      json.put("labels", texts.build());
    }
  }

  private static Json why(Lease.Why why) {
    return Json.object().put("code", why.code()).put("sentence", why.sentence()).build();
  }

  private static Json line(LeaseRows.Numbered numbered) {
    LeaseLine line = numbered.line();
    return Json.object()
        .put("number", numbered.number())
        .put("at", Times.text(line.at()))
        .put("type", line.type())
        .put("by", line.author())
        .put("sentence", line.sentence())
        .build();
  }
}
