package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.scheduling.Receipt;

/** Receipts of dispatches in rows. */
final class StoredReceipt {
  private StoredReceipt() {}

  static Json json(Receipt receipt) {
    return Json.object()
        .put("startTag", StoredAmounts.number(receipt.startTag()))
        .put("virtualTime", StoredAmounts.number(receipt.virtualTime()))
        .put("lag", StoredAmounts.number(receipt.lag()))
        .put("share", StoredAmounts.number(receipt.share()))
        .put("older", receipt.older())
        .put("ofHigherPriority", receipt.ofHigherPriority())
        .build();
  }

  static Receipt of(Json json) {
    var fields = new StoredFields(json);
    return new Receipt(
        fields.decimal("startTag"),
        fields.decimal("virtualTime"),
        fields.decimal("lag"),
        fields.decimal("share"),
        fields.integer("older"),
        fields.integer("ofHigherPriority"));
  }
}
