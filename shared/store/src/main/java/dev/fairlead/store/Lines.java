package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.scheduling.AccountKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   * @param epoch the agenda's when it came into line; once it is higher this entry was claimed
   */
  public record Dispatched(
      String insight, long sequence, AgendaKey agenda, long epoch, Admission admission) {
    /** When that was. */
    public Instant at() {
      return admission.at();
    }
  }

  /** An agenda whose turn it is, and on what terms. */
  public record Turn(InLine entry, Admission admission) {}

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

  /**
   * A page of a line, from its oldest on.
   *
   * @param entries may be fewer than were asked for though more follow: a page ends at 1 MB
   * @param isLast whether none follow
   */
  public record LinePage(List<InLine> entries, boolean isLast) {
    public LinePage {
      entries = List.copyOf(entries);
    }
  }

  /** The page behind a {@link InLine#position}; behind an empty text, the first. */
  public LinePage page(Place.Line line, String insight, String after, int limit) {
    var query = Query.ofIndex(TABLE, AGE_INDEX, line.partition(insight), limit);
    // A blank sorts behind a position and before every longer one that starts with it.
    Page page = items.query(after.isEmpty() ? query : query.between(after + " ", ""));
    boolean isLast = page.next().isEmpty() || page.items().isEmpty();
    return new LinePage(page.items().stream().map(InLine::of).toList(), isLast);
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

  /**
   * Dispatched agendas in order of dispatch: those that nobody claimed yet, and some that were
   * claimed before others of the same {@link Slip}.
   */
  public List<Dispatched> dispatched(String insight, int limit) {
    return slips(insight, limit).stream()
        .flatMap(slip -> slip.entries().stream())
        .limit(limit)
        .toList();
  }

  /** The same as they are kept. Cost: 1 read unit per 4 KB. */
  public List<Slip> slips(String insight, int limit) {
    return items.query(Query.of(TABLE, Slip.partition(insight), limit)).items().stream()
        .map(item -> Slip.of(insight, item))
        .toList();
  }

  /**
   * How many are dispatched and not claimed, at the most: one that was cancelled counts until those
   * before it are claimed, one that was claimed until the others of its slip are. Cost: 1 read
   * unit.
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
   * Moves agendas from waiting to dispatched: a write for each that takes it out of its line, which
   * is refused if it no longer waits, or does so in another round than an index told; then one for
   * each slip.
   *
   * @param last the number of the last dispatch before these
   * @param perSlip how many on a slip, 1 to {@link Slip#MAX_AGENDAS}
   */
  public static List<Write> dispatch(List<Turn> turns, long last, int perSlip) {
    var writes = new ArrayList<Write>();
    var dispatched = new ArrayList<Dispatched>();
    for (Turn turn : turns) {
      InLine entry = turn.entry();
      writes.add(entry.take());
      dispatched.add(
          new Dispatched(
              entry.place().insight(),
              last + dispatched.size() + 1,
              entry.agenda(),
              entry.epoch(),
              turn.admission()));
    }
    if (!turns.isEmpty()) {
      String insight = turns.getFirst().entry().place().insight();
      Slip.of(insight, dispatched, perSlip).forEach(slip -> writes.add(slip.put()));
    }
    return writes;
  }

  static String partition(String insight, CustomerId customer) {
    return "waiting/" + insight + "/" + customer;
  }
}
