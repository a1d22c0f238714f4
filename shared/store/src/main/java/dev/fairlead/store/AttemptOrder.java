package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.objects.HostTerms;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.PodMessage;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be done on a lease that an attempt holds. It never changes, lies beside the lease's
 * row, and goes when that is of no use any more.
 *
 * @param order with references resolved and secrets named only
 * @param handler the fields of the handler as they were when the lease was asked for
 */
public record AttemptOrder(PodMessage.Launch order, Json.Obj handler) {
  private static final String ROW = "order";
  private static final String ORDER = "order";
  private static final String HANDLER = "handler";

  /** What the handler says. */
  public HostTerms terms() {
    return HostTerms.of(handler);
  }

  /** Puts it beside a lease. Cost: 2 write units per KB in a transaction. */
  public Write write(LeaseId lease) {
    return Write.put(
        Format.item(
            keyOf(lease),
            new TreeMap<>(
                Map.of(ORDER, Attr.of(order.body()), HANDLER, Attr.of(JsonText.write(handler))))));
  }

  /** Takes it away from a lease. Cost: 2 write units per KB in a transaction. */
  public static Write delete(LeaseId lease) {
    return Write.delete(keyOf(lease));
  }

  /** Cost: 1 read unit per 4 KB. */
  public static Optional<AttemptOrder> find(ItemStore items, LeaseId lease) {
    return items
        .read(keyOf(lease))
        .map(Format::checked)
        .map(item ->
            new AttemptOrder(
                (PodMessage.Launch) PodMessage.parse(item.requireText(ORDER)),
                (Json.Obj) JsonText.parseStored(item.requireText(HANDLER))));
  }

  private static Key keyOf(LeaseId lease) {
    return new Key(TableSpec.LEASES.tableName(), Target.of(lease).text(), ROW);
  }
}
