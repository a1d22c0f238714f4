package dev.fairlead.store;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a claimed agenda may use, in an insight that limits what operations use; others have no such
 * row. It is there from the claim to the end of the claim. Only the insight's scheduler raises it,
 * in the transaction in which the insight's ledger holds more; only the agenda's executor lowers
 * it, in the transaction that appends to its journal, so that no step that still saw more can start
 * anything by it.
 *
 * @param version raised by each write, from 1
 * @param admittedAt when the agenda was admitted: who came first is given more first
 * @param floor what it never has less than
 * @param held floor included
 * @param counted the names that the grant speaks of
 * @param isOfKin whether it is a part of the parent's, of a sub-agenda: then it never changes
 * @param isBrief whether the agenda was admitted as one that is over within its pool's reclaim time
 */
public record GrantRow(
    AgendaKey agenda,
    long version,
    String insight,
    int lane,
    Instant admittedAt,
    Amounts floor,
    Amounts held,
    List<String> counted,
    boolean isOfKin,
    boolean isBrief) {
  private static final String VERSION = "version";
  private static final String INSIGHT = "insight";
  private static final String LANE = "lane";
  private static final String ADMITTED_AT = "admittedAt";
  private static final String FLOOR = "floor";
  private static final String HELD = "held";
  private static final String COUNTED = "counted";
  private static final String KIN = "kin";
  private static final String BRIEF = "brief";

  public GrantRow {
    counted = List.copyOf(counted);
  }

  /** As an agenda's claim begins. */
  static GrantRow of(AgendaKey agenda, Admission terms) {
    return new GrantRow(
        agenda,
        1,
        terms.insight(),
        terms.lane(),
        terms.at(),
        terms.held(),
        terms.held(),
        terms.counted(),
        terms.isOfKin(),
        terms.isBrief());
  }

  /** What a step is to be told. */
  public Grant grant() {
    Map<String, Long> named = counted.stream().collect(Collectors.toMap(name -> name, _ -> 0L));
    return Grant.of(held, Limits.ofMap(named));
  }

  /** The same with more, or less, in it. */
  public GrantRow holding(Amounts nowHeld) {
    return new GrantRow(
        agenda, version + 1, insight, lane, admittedAt, floor, nowHeld, counted, isOfKin, isBrief);
  }

  /** Puts the first one there. */
  Write open() {
    return Write.put(toItem(), Condition.absent());
  }

  /** Puts this in place of the version before it. */
  public Write write() {
    return Write.put(toItem(), Condition.is(VERSION, version - 1));
  }

  /** Takes it away; refused if it was raised meanwhile. */
  public Write close() {
    return Write.delete(keyOf(agenda), Condition.is(VERSION, version));
  }

  private Item toItem() {
    var attributes = new TreeMap<String, Attr>();
    attributes.put(VERSION, Attr.of(version));
    attributes.put(INSIGHT, Attr.of(insight));
    attributes.put(LANE, Attr.of(lane));
    attributes.put(ADMITTED_AT, Attr.of(admittedAt.toEpochMilli()));
    attributes.put(FLOOR, StoredAmounts.attr(floor));
    attributes.put(HELD, StoredAmounts.attr(held));
    attributes.put(COUNTED, Attr.of(JsonText.write(Json.texts(counted))));
    if (isOfKin) {
      attributes.put(KIN, Attr.of(1));
    }
    if (isBrief) {
      attributes.put(BRIEF, Attr.of(1));
    }
    return Format.item(keyOf(agenda), attributes);
  }

  static Key keyOf(AgendaKey agenda) {
    return new Key(Lines.TABLE, "grants/" + agenda, "grant");
  }

  static GrantRow of(AgendaKey agenda, Item item) {
    Format.checked(item);
    return new GrantRow(
        agenda,
        item.requireWhole(VERSION),
        item.requireText(INSIGHT),
        Math.toIntExact(item.requireWhole(LANE)),
        Instant.ofEpochMilli(item.requireWhole(ADMITTED_AT)),
        StoredAmounts.of(item, FLOOR),
        StoredAmounts.of(item, HELD),
        StoredFields.texts(JsonText.parseStored(item.requireText(COUNTED))),
        item.whole(KIN).isPresent(),
        item.whole(BRIEF).isPresent());
  }
}
