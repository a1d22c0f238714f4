package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.claim.Claim;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.scheduling.Snapshot.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The line of each insight: who waits, who is dispatched and not yet claimed, and the insight's
 * claim. Waiting entries are keyed by insight and customer and found by age through an index that
 * may lag; dispatched ones lie in the order of their dispatch and are read consistently, so that
 * permits are claimed in order.
 */
public final class Lines {
  private static final String TABLE = TableSpec.LINES.tableName();
  private static final String AGE_INDEX = "byAge";

  private final ItemStore items;

  public Lines(ItemStore items) {
    this.items = items;
  }

  /** A dispatched agenda. */
  public record Dispatched(String insight, long sequence, AgendaKey agenda, Instant at) {
    Key key() {
      return new Key(TABLE, "dispatched/" + insight, Format.sortable(sequence));
    }
  }

  /** An insight's claim, with the sequence number of its last dispatch. */
  public record InsightClaim(String insight, Claim claim, long lastDispatch) {
    Key key() {
      return new Key(TABLE, "claim/" + insight, "claim");
    }

    public InsightClaim with(Claim next) {
      return new InsightClaim(insight, next, lastDispatch);
    }

    public InsightClaim dispatched(int more) {
      return new InsightClaim(insight, claim, lastDispatch + more);
    }
  }

  /** Puts an agenda in line. */
  public static Write enter(String insight, Waiting waiting) {
    Key key = waitingKey(insight, waiting);
    return Write.put(
        Format.item(
            key,
            Map.of(
                "waitingAt", Attr.of(insight),
                "age", Attr.of(key.sort()),
                "agenda", Attr.of(waiting.agenda().toString()),
                "addedAt", Attr.of(waiting.addedAt().toEpochMilli()))),
        Condition.absent());
  }

  /** Takes an agenda out of the line before it is dispatched. Refused once it is. */
  public static Write leave(String insight, Waiting waiting) {
    return Write.delete(waitingKey(insight, waiting), Condition.present());
  }

  /** Whether the agenda is still in line, undispatched. Cost: 1 read unit. */
  public boolean isWaiting(String insight, Waiting waiting) {
    return items.read(waitingKey(insight, waiting)).isPresent();
  }

  /** The oldest in line; a hint, since the index may lag. Cost: half a read unit per 4 KB. */
  public List<Waiting> oldest(String insight, int limit) {
    return items.query(Query.ofIndex(TABLE, AGE_INDEX, insight, limit)).items().stream()
        .map(Format::checked)
        .map(item ->
            new Waiting(
                AgendaKey.parse(item.requireText("agenda")),
                Instant.ofEpochMilli(item.requireWhole("addedAt"))))
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
                Instant.ofEpochMilli(item.requireWhole("at"))))
        .toList();
  }

  /** The claim as it stands. Cost: 1 read unit. */
  public InsightClaim claim(String insight) {
    var never = new InsightClaim(insight, Claim.NEVER_HELD, 0);
    return items.read(never.key()).map(item -> claim(insight, item)).orElse(never);
  }

  /**
   * Replaces the claim, if its epoch is still the old one: a holder that lost it writes nothing.
   */
  public static Write replace(InsightClaim old, InsightClaim next) {
    Item item =
        Format.item(
            next.key(),
            Map.of(
                "holder", Attr.of(next.claim().holder()),
                "epoch", Attr.of(next.claim().epoch()),
                "until", Attr.of(next.claim().until().toEpochMilli()),
                "lastDispatch", Attr.of(next.lastDispatch())));
    return Write.put(
        item,
        old.claim().epoch() == 0
            ? Condition.absent()
            : Condition.all(
                Condition.is("epoch", old.claim().epoch()),
                Condition.is("lastDispatch", old.lastDispatch())));
  }

  /**
   * Moves agendas from waiting to dispatched, in order, under the claim. The first write is the
   * claim's own; then come two for each agenda, of which the first is refused if it no longer
   * waits.
   */
  public static List<Write> dispatch(InsightClaim claim, List<Waiting> next, Instant now) {
    var writes = new ArrayList<Write>();
    writes.add(replace(claim, claim.dispatched(next.size())));
    long sequence = claim.lastDispatch();
    for (Waiting waiting : next) {
      sequence++;
      writes.add(Write.delete(waitingKey(claim.insight(), waiting), Condition.present()));
      var entry = new Dispatched(claim.insight(), sequence, waiting.agenda(), now);
      writes.add(
          Write.put(
              Format.item(
                  entry.key(),
                  Map.of(
                      "agenda", Attr.of(entry.agenda().toString()),
                      "at", Attr.of(entry.at().toEpochMilli()))),
              Condition.absent()));
    }
    return writes;
  }

  /** Takes a dispatched agenda out: whoever's transaction holds this write has claimed it. */
  public static Write take(Dispatched entry) {
    return Write.delete(entry.key(), Condition.present());
  }

  private static InsightClaim claim(String insight, Item item) {
    Format.checked(item);
    return new InsightClaim(
        insight,
        new Claim(
            item.requireText("holder"),
            item.requireWhole("epoch"),
            Instant.ofEpochMilli(item.requireWhole("until"))),
        item.requireWhole("lastDispatch"));
  }

  private static Key waitingKey(String insight, Waiting waiting) {
    return new Key(
        TABLE,
        "waiting/" + insight + "/" + waiting.agenda().customer(),
        Format.sortable(waiting.addedAt()) + "/" + waiting.agenda().agenda());
  }

  /** An insight: for now a name and how many dispatched, unclaimed agendas it may have. */
  public record Insight(String id, int queueSize) {
    /** Where agendas go that nothing binds elsewhere. Every environment has it. */
    public static final Insight DEFAULT = new Insight("default", 100);
  }

  /** All insights. */
  public static List<Insight> insights() {
    return List.of(Insight.DEFAULT);
  }

  /** The insight of that id. */
  public static Optional<Insight> insight(String id) {
    return insights().stream().filter(insight -> insight.id().equals(id)).findFirst();
  }
}
