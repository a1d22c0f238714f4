package dev.fairlead.progress;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.InventoryComponent;
import dev.fairlead.store.InventoryHead;
import dev.fairlead.store.InventoryRows;
import dev.fairlead.wire.Times;
import java.util.List;

/** What there is in a customer's inventories. */
final class InventoryEndpoints {
  private final InventoryRows rows;

  InventoryEndpoints(ItemStore items) {
    this.rows = new InventoryRows(items);
  }

  Reply list(Call call) {
    var page =
        rows.list(
            call.caller().customer(),
            Math.toIntExact(call.whole(Parameter.LIMIT)),
            call.text(Parameter.AFTER_INVENTORY).flatMap(InventoryName::of));
    List<Json> heads = page.heads().stream().map(head -> (Json) head(head).build()).toList();
    return Reply.json(
        Json.object()
            .put("inventories", Json.array(heads))
            .putText("next", page.next().map(InventoryName::value))
            .build());
  }

  /** The head is read first: what it counts is there. */
  Reply get(Call call) {
    InventoryHead head =
        InventoryName.of(call.path(Parameter.INVENTORY_NAME))
            .flatMap(name -> rows.head(call.caller().customer(), name))
            .orElseThrow(
                () -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such inventory."));
    var page =
        rows.components(
            head.customer(),
            head.name(),
            Math.toIntExact(call.whole(Parameter.LIMIT)),
            call.text(Parameter.AFTER_COMPONENT));
    List<Json> components = page.components().stream().map(InventoryEndpoints::component).toList();
    return Reply.json(
        head(head).put("components", Json.array(components)).putText("next", page.next()).build());
  }

  private static Json.Builder head(InventoryHead head) {
    return Json.object()
        .put("name", head.name().value())
        .putText("holder", head.holder().map(holder -> holder.agenda().value()))
        .put("changedAt", Times.text(head.changedAt()));
  }

  private static Json component(InventoryComponent component) {
    return Json.object()
        .put("id", component.id())
        .put("component", component.component())
        .put("provider", component.provider())
        .put("value", component.value())
        .put("agendaId", component.agenda().agenda().value())
        .put("operation", component.operation())
        .put("changedAt", Times.text(component.changedAt()))
        .build();
  }
}
