package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.Receipt;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * On what terms an agenda was dispatched: what it reserves until it is over, what its customer's
 * account was charged for it, and why it was its turn.
 *
 * @param isAccounted whether the insight's accounts know of it, and its end has to be told them
 * @param charge slot-seconds, as estimated
 * @param at when it was dispatched
 * @param counted the names of what its operations use that somebody has a limit on
 * @param isOfKin whether it is a sub-agenda that runs on what its parent holds: that is not held
 *     once more, and never becomes more
 * @param isBrief whether it was admitted as one that is over within its pool's reclaim time
 */
public record Admission(
    String insight,
    int lane,
    boolean isAccounted,
    Amounts held,
    double charge,
    String shape,
    Instant at,
    Receipt receipt,
    List<String> counted,
    boolean isOfKin,
    boolean isBrief) {
  private static final String KIN = "kin";
  private static final String COUNTED = "counted";
  private static final String BRIEF = "brief";
  private static final String ATTRIBUTE = "admission";

  public Admission {
    counted = List.copyOf(counted);
  }

  /** Of an agenda that its insight chose, for whatever time. */
  public Admission(
      String insight,
      int lane,
      boolean isAccounted,
      Amounts held,
      double charge,
      String shape,
      Instant at,
      Receipt receipt,
      List<String> counted) {
    this(insight, lane, isAccounted, held, charge, shape, at, receipt, counted, false, false);
  }

  /** Of a sub-agenda, on what its parent holds. */
  public static Admission ofKin(InLine entry, Instant at) {
    return new Admission(
        entry.place().insight(),
        entry.place().lane(),
        false,
        entry.floor(),
        0,
        entry.shape(),
        at,
        new Receipt(0, 0, 0, 0, 0, 0),
        entry.counted(),
        true,
        false);
  }

  /** Where nobody has a limit on what operations use. */
  public Admission(
      String insight,
      int lane,
      boolean isAccounted,
      Amounts held,
      double charge,
      String shape,
      Instant at,
      Receipt receipt) {
    this(insight, lane, isAccounted, held, charge, shape, at, receipt, List.of());
  }

  void addTo(Map<String, Attr> attributes) {
    attributes.put(
        ATTRIBUTE,
        Attr.of(
            JsonText.write(
                Json.object()
                    .put("insight", insight)
                    .put("lane", lane)
                    .put("accounted", isAccounted)
                    .put("held", StoredAmounts.json(held))
                    .put("charge", StoredAmounts.number(charge))
                    .put("shape", shape)
                    .put("at", at.toEpochMilli())
                    .put("receipt", StoredReceipt.json(receipt))
                    .put(COUNTED, Json.texts(counted))
                    .putIfPresent(KIN, Optional.of(Json.of(true)).filter(_ -> isOfKin))
                    .putIfPresent(
                        BRIEF, isBrief ? Optional.of(Json.of(true)) : Optional.<Json>empty())
                    .build())));
  }

  static Optional<Admission> of(Item item) {
    return item.text(ATTRIBUTE).map(text -> of(new StoredFields(JsonText.parseStored(text))));
  }

  private static Admission of(StoredFields fields) {
    return new Admission(
        fields.text("insight"),
        fields.integer("lane"),
        fields.bool("accounted"),
        StoredAmounts.of(fields.value("held")),
        fields.decimal("charge"),
        fields.text("shape"),
        fields.time("at"),
        StoredReceipt.of(fields.value("receipt")),
        fields.optional(COUNTED).map(StoredFields::texts).orElse(List.of()),
        fields.optional(KIN).isPresent(),
        fields.optional(BRIEF).isPresent());
  }
}
