package dev.fairlead.store;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.Floor;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Shape;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A waiting agenda's entry in its line.
 *
 * @param epoch the agenda's while it waits: what tells this from an entry of an earlier round
 * @param floor what its admission would reserve; of a sub-agenda, what its parent holds for it
 * @param shape by what its duration is estimated
 * @param counted of a sub-agenda, the names of what somebody has a limit on
 */
public record InLine(
    Place place, AgendaKey agenda, long epoch, Amounts floor, String shape, List<String> counted) {
  private static final String AGENDA = "agenda";
  private static final String EPOCH = "epoch";
  private static final String FLOOR = "floor";
  private static final String SHAPE = "shape";
  private static final String COUNTED = "counted";

  public InLine {
    counted = List.copyOf(counted);
  }

  /** One that competes: its scheduler says what is counted when it is admitted. */
  public InLine(Place place, AgendaKey agenda, long epoch, Amounts floor, String shape) {
    this(place, agenda, epoch, floor, shape, List.of());
  }

  /** A sub-agenda, beside its parent. */
  static InLine of(Kin kin, AgendaKey agenda, AgendaDocument document, Instant since) {
    return new InLine(
        new Place(kin.insight(), Place.Line.KIN, 0, since),
        agenda,
        RunRow.UNCLAIMED,
        kin.allowance(),
        Shape.of(document).toString(),
        kin.counted());
  }

  /** An agenda that comes to wait in an insight; an algorithm that isn't known has no lanes. */
  public static InLine of(
      Insight insight, AgendaKey agenda, long epoch, AgendaDocument document, Instant since) {
    Algorithm algorithm =
        Algorithms.find(insight.algorithm()).or(() -> Algorithms.find(Insight.FIFO)).orElseThrow();
    return of(insight.id(), algorithm, agenda, epoch, document, since);
  }

  /** The same by name. */
  public static InLine of(
      String insight,
      Algorithm algorithm,
      AgendaKey agenda,
      long epoch,
      AgendaDocument document,
      Instant since) {
    int lane = algorithm.hasLanes() ? document.priority() : 0;
    return new InLine(
        new Place(insight, lane, since),
        agenda,
        epoch,
        Floor.of(document),
        Shape.of(document).toString());
  }

  /**
   * Takes it out, unless it is gone: an agenda that is done again waits under the same key, if it
   * is as old as before.
   */
  Write take() {
    return Write.delete(key(), Condition.is(EPOCH, epoch));
  }

  /** The same elsewhere. */
  InLine at(Place elsewhere) {
    return new InLine(elsewhere, agenda, epoch, floor, shape, counted);
  }

  /** The same in another line. */
  InLine in(Place.Line line) {
    return at(place.in(line));
  }

  Key key() {
    return place.keyOf(agenda.customer(), agenda.agenda());
  }

  /** Whose place it has in its insight. */
  public AccountKey account() {
    return new AccountKey(agenda.customer(), place.lane());
  }

  /** Where it stands among all that wait in its insight, whatever their lane: sorts by age. */
  public String position() {
    return place.age() + "/" + agenda.agenda();
  }

  Item toItem() {
    var attributes = new TreeMap<String, Attr>();
    place.addTo(attributes);
    attributes.put(Lines.AGE_PARTITION, Attr.of(place.line().partition(place.insight())));
    attributes.put(Lines.AGE, Attr.of(position()));
    attributes.put(AGENDA, Attr.of(agenda.toString()));
    attributes.put(EPOCH, Attr.of(epoch));
    attributes.put(FLOOR, StoredAmounts.attr(floor));
    attributes.put(SHAPE, Attr.of(shape));
    if (!counted.isEmpty()) {
      attributes.put(COUNTED, Attr.of(JsonText.write(Json.texts(counted))));
    }
    return Format.item(key(), Map.copyOf(attributes));
  }

  static InLine of(Item item) {
    Format.checked(item);
    return new InLine(
        Place.of(item).orElseThrow(),
        AgendaKey.parse(item.requireText(AGENDA)),
        item.requireWhole(EPOCH),
        StoredAmounts.of(item, FLOOR),
        item.requireText(SHAPE),
        item.text(COUNTED)
            .map(names -> StoredFields.texts(JsonText.parseStored(names)))
            .orElse(List.of()));
  }
}
