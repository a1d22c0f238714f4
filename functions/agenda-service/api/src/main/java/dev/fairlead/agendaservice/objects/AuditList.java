package dev.fairlead.agendaservice.objects;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AuditEntry;
import dev.fairlead.store.AuditRows;
import dev.fairlead.wire.Times;
import java.util.List;

/**
 * Who held, released, drained, rebound and bumped what: of everything for operators, else of one's
 * own.
 */
final class AuditList {
  private final AuditRows rows;

  AuditList(ItemStore items) {
    this.rows = new AuditRows(items);
  }

  Reply list(Call call) {
    Shelf shelf = call.caller().isOperator() ? Shelf.OPERATORS : Shelf.of(call.caller().customer());
    var page =
        rows.list(
            shelf,
            Math.toIntExact(call.whole(Parameter.LIMIT)),
            call.text(Parameter.AFTER_AUDIT_ENTRY));
    List<Json> entries = page.entries().stream().map(AuditList::json).toList();
    return Reply.json(
        Json.object().put("entries", Json.array(entries)).putText("next", page.next()).build());
  }

  private static Json json(AuditEntry entry) {
    return Json.object()
        .put("id", entry.id())
        .put("at", Times.text(entry.at()))
        .put("by", entry.by())
        .putText("byName", entry.byName())
        .put("customerId", entry.owner().value())
        .put("action", entry.action().name())
        .put("kind", entry.kind())
        .put("subject", entry.subject())
        .put("reason", entry.reason())
        .build();
  }
}
