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
  private static final Receipt NOTHING_TO_TELL = new Receipt(0, 0, 0, 0, 0, 0);
  private static final String ACCOUNTED = "accounted";
  private static final String HELD = "held";
  private static final String CHARGE = "charge";
  private static final String RECEIPT = "receipt";
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
        NOTHING_TO_TELL,
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
    attributes.put(ATTRIBUTE, Attr.of(JsonText.write(json())));
  }

  /** What is as it mostly is where nothing is limited or shared out is left out. */
  Json json() {
    return Json.object()
        .put("insight", insight)
        .put("lane", lane)
        .put("shape", shape)
        .put("at", at.toEpochMilli())
        .putIfPresent(ACCOUNTED, some(Json.of(true), isAccounted))
        .putIfPresent(HELD, some(StoredAmounts.json(held), !held.isZero()))
        .putIfPresent(CHARGE, some(StoredAmounts.number(charge), charge != 0))
        .putIfPresent(RECEIPT, some(StoredReceipt.json(receipt), !receipt.equals(NOTHING_TO_TELL)))
        .putIfPresent(COUNTED, some(Json.texts(counted), !counted.isEmpty()))
        .putIfPresent(KIN, some(Json.of(true), isOfKin))
        .putIfPresent(BRIEF, some(Json.of(true), isBrief))
        .build();
  }

  private static Optional<Json> some(Json value, boolean isToBeSaid) {
    return isToBeSaid ? Optional.of(value) : Optional.empty();
  }

  static Optional<Admission> of(Item item) {
    return item.text(ATTRIBUTE).map(text -> of(JsonText.parseStored(text)));
  }

  static Admission of(Json json) {
    var fields = new StoredFields(json);
    return new Admission(
        fields.text("insight"),
        fields.integer("lane"),
        fields.optional(ACCOUNTED).isPresent(),
        fields.optional(HELD).map(StoredAmounts::of).orElse(Amounts.NONE),
        fields.optional(CHARGE).isPresent() ? fields.decimal(CHARGE) : 0,
        fields.text("shape"),
        fields.time("at"),
        fields.optional(RECEIPT).map(StoredReceipt::of).orElse(NOTHING_TO_TELL),
        fields.optional(COUNTED).map(StoredFields::texts).orElse(List.of()),
        fields.optional(KIN).isPresent(),
        fields.optional(BRIEF).isPresent());
  }
}
