package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.wire.JsonText;
import java.math.BigDecimal;
import java.util.TreeMap;

/** Amounts in rows: a JSON object of whole numbers by name, without the names of which is none. */
final class StoredAmounts {
  private StoredAmounts() {}

  static Attr attr(Amounts amounts) {
    return Attr.of(JsonText.write(json(amounts)));
  }

  static Json json(Amounts amounts) {
    var json = Json.object();
    amounts.asMap().forEach(json::put);
    return json.build();
  }

  static Amounts of(Item item, String attribute) {
    return of(JsonText.parseStored(item.requireText(attribute)));
  }

  static Amounts of(Json json) {
    var stored = new StoredFields(json);
    var amounts = new TreeMap<String, Long>();
    stored.names().forEach(name -> amounts.put(name, stored.whole(name)));
    return Amounts.ofMap(amounts);
  }

  /** A number of slot-seconds, in thousandths. */
  static Json number(double value) {
    return Json.of(BigDecimal.valueOf(Math.round(value * 1000), 3));
  }
}
