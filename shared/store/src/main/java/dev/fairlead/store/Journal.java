package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.Sleep;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The run journal: entries {@code (agenda, sequence)}, append-only. An entry is put on condition
 * that there is none of its number, which is the fence: of two steps that saw the same state only
 * one is appended.
 *
 * <p>An agenda that sleeps has its alarm far off. Who appends the next entry to its journal sets
 * one that is due in the same transaction, whatever the entry says: so nothing hangs on the message
 * that follows it.
 */
public final class Journal {
  /** A snapshot is written after so many entries, so that a load reads at most about as many. */
  static final int ENTRIES_PER_SNAPSHOT = 50;

  private static final String TABLE = TableSpec.AGENDAS.tableName();
  private static final String SNAPSHOT = "snapshot";
  private static final int ENTRIES_PER_PAGE = 200;
  private static final int INLINE_SNAPSHOT_BYTES = 300 * 1024;

  private final ItemStore items;
  private final BlobStore blobs;
  private final Alarms alarms;

  public Journal(ItemStore items, BlobStore blobs) {
    this.items = items;
    this.blobs = blobs;
    this.alarms = new Alarms(items, Alarms.Kind.LOOK);
  }

  /** One entry as it was appended. */
  public record Entry(long sequence, List<Change> changes) {}

  /**
   * The run as the journal has it now. Cost: 1 read, 1 query of up to {@link #ENTRIES_PER_SNAPSHOT}
   * entries.
   *
   * @param operations the document's operation names, in order
   */
  public AgendaRun load(AgendaKey agenda, Collection<String> operations) {
    return refresh(
        agenda,
        items
            .read(new Key(TABLE, agenda.toString(), SNAPSHOT))
            .map(item -> SnapshotFormat.read(JsonText.parseStored(snapshotText(agenda, item))))
            .orElseGet(() -> AgendaRun.empty(operations)));
  }

  /** Folds in what was appended since. Cost: 1 query. */
  public AgendaRun refresh(AgendaKey agenda, AgendaRun known) {
    var following = new ArrayList<List<Change>>();
    long next = known.sequence() + 1;
    for (Entry entry : entries(agenda, known.sequence(), Integer.MAX_VALUE)) {
      if (entry.sequence() != next) {
        // Its agenda is just being deleted: whoever asks again is told that there is none.
        throw new PortException(
            PortException.Fault.CORRUPT, "the journal of " + agenda + " has no entry " + next);
      }
      following.add(entry.changes());
      next++;
    }
    return known.applyAll(following);
  }

  /** Entries after a sequence number, oldest first, about {@code limit} at the most. */
  public List<Entry> entries(AgendaKey agenda, long after, int limit) {
    var found = new ArrayList<Entry>();
    Query query =
        Query.of(TABLE, agenda.toString(), ENTRIES_PER_PAGE)
            .between(sortKey(after + 1), sortKey(Long.MAX_VALUE / 10_000));
    Optional<Query> next = Optional.of(query);
    while (next.isPresent() && found.size() < limit) {
      var page = items.query(next.get());
      page.items().forEach(item -> found.add(entry(item)));
      next = page.next().map(query::after);
    }
    return found;
  }

  /** The last entry, if there is one. Cost: 1 query of one entry. */
  public List<Entry> newest(AgendaKey agenda) {
    Query query =
        Query.of(TABLE, agenda.toString(), 1)
            .between(sortKey(1), sortKey(Long.MAX_VALUE / 10_000))
            .newestFirst();
    return items.query(query).items().stream().map(Journal::entry).toList();
  }

  /**
   * Appends the entry after {@code before}. Cost: 1 write; 6 write units if that wakes the agenda.
   *
   * @param nonce unique to this try: tells our own entry from another's when the store did not
   *     answer
   * @return false if another step was first; then load again and decide anew
   */
  public boolean append(AgendaKey agenda, AgendaRun before, List<Change> changes, String nonce) {
    Write entry = next(agenda, before, changes, nonce);
    return before
        .sleep()
        .map(sleep -> transact(entry, nonce, wake(agenda, sleep)))
        .orElseGet(() -> write(entry, nonce));
  }

  /**
   * Appends as the entry after {@code before} that the agenda sleeps, and moves its alarm to where
   * it wakes. Between the two it is never without one, since they are one. Cost: 6 write units, 8
   * if it slept before; a read more if another was first.
   *
   * @param from the alarm that rang, where it is now
   * @param sleep at whose end the alarm will be; later than {@code from}
   * @return false if another entry was first, or the alarm was moved on meanwhile: then it is as it
   *     was
   */
  public boolean fallAsleep(
      AgendaKey agenda, AgendaRun before, Instant from, Sleep sleep, String nonce) {
    var moves = new ArrayList<Write>();
    moves.add(alarms.clearing(new Alarm(agenda, from), Condition.present()));
    moves.add(alarms.set(new Alarm(agenda, sleep.until())));
    before
        .sleep()
        .map(Sleep::until)
        .filter(old -> !old.equals(from) && !old.equals(sleep.until()))
        .ifPresent(old -> moves.add(alarms.clearing(new Alarm(agenda, old), Condition.always())));
    var asleep = new Change.AgendaAsleep(sleep.until(), sleep.since());
    return transact(next(agenda, before, List.of(asleep), nonce), nonce, moves);
  }

  /** One alarm that is due, instead of the one that is far off. */
  private List<Write> wake(AgendaKey agenda, Sleep sleep) {
    return List.of(
        alarms.set(new Alarm(agenda, sleep.since())),
        alarms.clearing(new Alarm(agenda, sleep.until()), Condition.always()));
  }

  private boolean write(Write entry, String nonce) {
    try {
      return switch (items.write(entry)) {
        case WriteOutcome.Written _ -> true;
        case WriteOutcome.Refused refused -> refused.found().filter(is(nonce)).isPresent();
      };
    } catch (PortException unanswered) {
      return isThere(entry, nonce, unanswered);
    }
  }

  /** A refused transaction does not say which of its writes was refused. */
  private boolean transact(Write entry, String nonce, List<Write> moves) {
    var writes = new ArrayList<Write>();
    writes.add(entry);
    writes.addAll(moves);
    try {
      return items.transact(List.copyOf(writes)).isWritten()
          || items.read(entry.key()).filter(is(nonce)).isPresent();
    } catch (PortException unanswered) {
      return isThere(entry, nonce, unanswered);
    }
  }

  private boolean isThere(Write entry, String nonce, PortException unanswered) {
    if (unanswered.fault() != PortException.Fault.TIMED_OUT) {
      throw unanswered;
    }
    return items.read(entry.key()).filter(is(nonce)).isPresent();
  }

  /** The entry after {@code before}, for a transaction. Refused if it is there already. */
  public static Write next(AgendaKey agenda, AgendaRun before, List<Change> changes, String nonce) {
    return entry(keyOf(agenda, before.sequence() + 1), changes, nonce);
  }

  private static Write entry(Key key, List<Change> changes, String nonce) {
    String body = JsonText.write(Json.array(changes.stream().map(ChangeFormat::write).toList()));
    Item item = Format.item(key, Map.of("body", Attr.of(body), "nonce", Attr.of(nonce)));
    return Write.put(item, Condition.absent());
  }

  /** Writes a snapshot when one is due; a missing or older one only makes loads slower. */
  public void snapshotIfDue(AgendaKey agenda, AgendaRun run) {
    if (run.sequence() % ENTRIES_PER_SNAPSHOT != 0) {
      return;
    }
    String text = JsonText.write(SnapshotFormat.write(run));
    byte[] bytes = text.getBytes(UTF_8);
    Map<String, Attr> attributes =
        bytes.length <= INLINE_SNAPSHOT_BYTES
            ? Map.of("sequence", Attr.of(run.sequence()), "body", Attr.of(text))
            : Map.of(
                "sequence", Attr.of(run.sequence()),
                "sha256", Attr.of(blobs.put(agenda.toString(), bytes)));
    items.write(
        Write.put(
            Format.item(new Key(TABLE, agenda.toString(), SNAPSHOT), attributes),
            Condition.any(Condition.absent(), Condition.below("sequence", run.sequence()))));
  }

  private String snapshotText(AgendaKey agenda, Item item) {
    Format.checked(item);
    return item.text("body")
        .orElseGet(() ->
            blobs
                .get(agenda.toString(), item.requireText("sha256"))
                .map(bytes -> new String(bytes, UTF_8))
                .orElseThrow(() -> StoredFields.corrupt("the snapshot's blob is gone")));
  }

  private static Entry entry(Item item) {
    Format.checked(item);
    if (!(JsonText.parseStored(item.requireText("body")) instanceof Json.Arr(var changes))) {
      throw StoredFields.corrupt("a journal entry is no array");
    }
    return new Entry(
        Long.parseLong(item.key().sort().substring("journal/".length())),
        changes.stream().map(ChangeFormat::read).toList());
  }

  private static Predicate<Item> is(String nonce) {
    return item -> item.text("nonce").equals(Optional.of(nonce));
  }

  private static Key keyOf(AgendaKey agenda, long sequence) {
    return new Key(TABLE, agenda.toString(), sortKey(sequence));
  }

  private static String sortKey(long sequence) {
    return "journal/" + Format.sortable(sequence);
  }
}
