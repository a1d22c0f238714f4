package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.scheduling.AccountKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The line of each insight: who waits, and who is dispatched and not yet claimed. Waiting entries
 * are keyed by insight and customer, and found by age through an index that may lag; dispatched
 * ones lie in the order of their dispatch and are read consistently, so that permits are claimed in
 * order.
 */
public final class Lines {
  static final String TABLE = TableSpec.LINES.tableName();
  static final String AGE_PARTITION = "waitingAt";
  static final String AGE = "age";
  static final String TAG_PARTITION = "taggedAt";
  static final String TAG = "tag";
  static final String AGE_INDEX = "byAge";
  static final String TAG_INDEX = "byTag";

  private final ItemStore items;

  public Lines(ItemStore items) {
    this.items = items;
  }

  /**
   * A dispatched agenda.
   *
   * @param epoch the agenda's when it came into line; once it is higher this entry was claimed, and
   *     whoever did that was interrupted before it took the entry out
   */
  public record Dispatched(
      String insight,
      long sequence,
      AgendaKey agenda,
      long epoch,
      Instant at,
      Admission admission) {
    Key key() {
      return new Key(TABLE, "dispatched/" + insight, Format.sortable(sequence));
    }

    private Item toItem() {
      var attributes = new TreeMap<String, Attr>();
      attributes.put("agenda", Attr.of(agenda.toString()));
      attributes.put("epoch", Attr.of(epoch));
      attributes.put("at", Attr.of(at.toEpochMilli()));
      admission.addTo(attributes);
      return Format.item(key(), attributes);
    }
  }

  /** Puts an agenda in line. */
  public static Write enter(InLine entry) {
    return Write.put(entry.toItem(), Condition.absent());
  }

  /** Takes an agenda out of the line before it is dispatched. Refused once it is. */
  public static Write leave(Place place, AgendaKey agenda) {
    return Write.delete(place.keyOf(agenda.customer(), agenda.agenda()), Condition.present());
  }

  /** The agenda's entry, if it is still in line. Cost: 1 read unit. */
  public Optional<InLine> find(Place place, AgendaKey agenda) {
    return items.read(place.keyOf(agenda.customer(), agenda.agenda())).map(InLine::of);
  }

  /**
   * Where an agenda waits that came to a place: there, or set aside. Empty once it is dispatched or
   * gone. Cost: 1 read unit, 2 if it is not where it was.
   */
  public Optional<Place> where(Place place, AgendaKey agenda) {
    return place.line() == Place.Line.CONTEST
        ? find(place, agenda).or(() -> find(place.in(Place.Line.ASIDE), agenda)).map(InLine::place)
        : find(place, agenda).map(InLine::place);
  }

  /** Whether the agenda is still in line, undispatched. Cost: as {@link #where}. */
  public boolean isWaiting(Place place, AgendaKey agenda) {
    return where(place, agenda).isPresent();
  }

  /** The oldest in line; a hint, since the index may lag. Cost: half a read unit per 4 KB. */
  public List<InLine> oldest(String insight, int limit) {
    return oldest(Place.Line.CONTEST, insight, limit);
  }

  /** The same of any line of an insight. */
  public List<InLine> oldest(Place.Line line, String insight, int limit) {
    return items
        .query(Query.ofIndex(TABLE, AGE_INDEX, line.partition(insight), limit))
        .items()
        .stream()
        .map(InLine::of)
        .toList();
  }

  /** The same behind a {@link InLine#position}; behind an empty text, from the oldest on. */
  public List<InLine> oldest(Place.Line line, String insight, String after, int limit) {
    var query = Query.ofIndex(TABLE, AGE_INDEX, line.partition(insight), limit);
    // A blank sorts behind a position and before every longer one that starts with it.
    return items.query(after.isEmpty() ? query : query.between(after + " ", "")).items().stream()
        .map(InLine::of)
        .toList();
  }

  /** The oldest in line of a customer's lane. Cost: 1 read unit per 4 KB. */
  public List<InLine> heads(String insight, AccountKey account, int limit) {
    return items
        .query(
            Query.of(TABLE, partition(insight, account.customer()), limit)
                .startingWith(Place.inLane(account.lane())))
        .items()
        .stream()
        .map(InLine::of)
        .toList();
  }

  /** Dispatched agendas nobody claimed yet, in order of dispatch. */
  public List<Dispatched> dispatched(String insight, int limit) {
    return items.query(Query.of(TABLE, "dispatched/" + insight, limit)).items().stream()
        .map(Format::checked)
        .map(item ->
            new Dispatched(
                insight,
                Long.parseLong(item.key().sort()),
                AgendaKey.parse(item.requireText("agenda")),
                item.requireWhole("epoch"),
                Instant.ofEpochMilli(item.requireWhole("at")),
                Admission.of(item).orElseThrow()))
        .toList();
  }

  /**
   * How many are dispatched and not claimed, at the most: one that was cancelled counts until those
   * before it are claimed, one whose claim was interrupted until the next claim. Cost: 1 read unit.
   */
  public int unclaimed(Ledger ledger) {
    return dispatched(ledger.insight(), 1).stream()
        .mapToInt(oldest -> Math.toIntExact(ledger.lastDispatch() - oldest.sequence() + 1))
        .findFirst()
        .orElse(0);
  }

  /** What the insight's scheduler keeps of it. Cost: 1 read unit. */
  public Ledger ledger(String insight) {
    return items
        .read(Ledger.keyOf(insight))
        .map(item -> Ledger.of(insight, item))
        .orElseGet(() -> Ledger.empty(insight));
  }

  /**
   * Moves an agenda from waiting to dispatched; the first of the two is refused if it no longer
   * waits, or does so in another round than an index told.
   */
  public static List<Write> dispatch(InLine entry, long sequence, Admission admission) {
    var dispatched =
        new Dispatched(
            entry.place().insight(),
            sequence,
            entry.agenda(),
            entry.epoch(),
            admission.at(),
            admission);
    return List.of(entry.take(), Write.put(dispatched.toItem(), Condition.absent()));
  }

  /** Takes a dispatched agenda out that is claimed; doing it twice is the same as once. */
  public static Write drop(Dispatched entry) {
    return Write.delete(entry.key());
  }

  /** Takes a dispatched agenda out that will never be claimed, and has what it holds freed. */
  public static List<Write> cancel(Dispatched entry, Instant now) {
    Write taken = Write.delete(entry.key(), Condition.present());
    return entry.admission().isAccounted()
        ? List.of(
            taken,
            new Settlement(entry.agenda(), entry.epoch(), entry.admission(), Optional.empty(), now)
                .write())
        : List.of(taken);
  }

  static String partition(String insight, CustomerId customer) {
    return "waiting/" + insight + "/" + customer;
  }
}
