package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.wire.JsonText;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What agendas of each shape took in an insight so far: one row, which the insight's scheduler
 * writes with what it settles.
 */
public final class Estimates {
  private static final String SHAPES = "shapes";

  private final ItemStore items;

  public Estimates(ItemStore items) {
    this.items = items;
  }

  /**
   * What is known of an insight's agendas. Immutable.
   *
   * @param byShape at most {@value #MAX_SHAPES}, those that were seen most
   */
  public record Known(String insight, Map<String, Estimate> byShape) {
    /** More shapes make a row that costs too much to write with every settlement. */
    public static final int MAX_SHAPES = 100;

    public Known {
      byShape = Collections.unmodifiableMap(new TreeMap<>(byShape));
    }

    /** What agendas of a shape take; a guess if none was seen. */
    public Estimate of(String shape) {
      return byShape.getOrDefault(shape, Estimate.UNSEEN);
    }

    /** The same after one more agenda of a shape. */
    public Known with(String shape, Settlement.Used used) {
      var next = new TreeMap<>(byShape);
      next.put(shape, of(shape).with(used.slotSeconds(), used.seconds()));
      if (next.size() > MAX_SHAPES) {
        byShape.entrySet().stream()
            .min(Comparator.comparingLong(each -> each.getValue().count()))
            .ifPresent(rarest -> next.remove(rarest.getKey()));
      }
      return new Known(insight, next);
    }

    /** Writes it down. */
    public Write write() {
      var shapes = Json.object();
      byShape.forEach((shape, estimate) -> shapes.put(shape, json(estimate)));
      return Write.put(
          Format.item(keyOf(insight), Map.of(SHAPES, Attr.of(JsonText.write(shapes.build())))));
    }
  }

  /** What is known of an insight's agendas. Cost: 1 read unit per 4 KB. */
  public Known read(String insight) {
    return items
        .read(keyOf(insight))
        .map(item -> new Known(insight, shapes(item)))
        .orElseGet(() -> new Known(insight, Map.of()));
  }

  private static Key keyOf(String insight) {
    return new Key(Lines.TABLE, "estimates/" + insight, "estimates");
  }

  private static Map<String, Estimate> shapes(Item item) {
    Format.checked(item);
    var stored = new StoredFields(JsonText.parseStored(item.requireText(SHAPES)));
    var shapes = new TreeMap<String, Estimate>();
    stored.names().forEach(shape -> shapes.put(shape, estimate(stored.value(shape))));
    return shapes;
  }

  private static Json json(Estimate estimate) {
    return Json.object()
        .put("count", estimate.count())
        .put("slotSeconds", StoredAmounts.number(estimate.slotSeconds()))
        .put("runtimeSeconds", StoredAmounts.number(estimate.runtimeSeconds()))
        .put("p10Seconds", StoredAmounts.number(estimate.p10Seconds()))
        .put("p50Seconds", StoredAmounts.number(estimate.p50Seconds()))
        .put("p90Seconds", StoredAmounts.number(estimate.p90Seconds()))
        .put("p95Seconds", StoredAmounts.number(estimate.p95Seconds()))
        .build();
  }

  private static Estimate estimate(Json json) {
    var fields = new StoredFields(json);
    return new Estimate(
        fields.whole("count"),
        fields.decimal("slotSeconds"),
        fields.decimal("runtimeSeconds"),
        Math.max(LEAST_SECONDS, fields.decimal("p10Seconds")),
        fields.decimal("p50Seconds"),
        fields.decimal("p90Seconds"),
        fields.decimal("p95Seconds"));
  }

  /** As short as thousandths of a second tell. */
  private static final double LEAST_SECONDS = 0.001;
}
