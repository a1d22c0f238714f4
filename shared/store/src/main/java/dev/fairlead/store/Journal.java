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
import dev.fairlead.wire.JsonText;
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

  public Journal(ItemStore items, BlobStore blobs) {
    this.items = items;
    this.blobs = blobs;
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
   * Appends the entry after {@code before}.
   *
   * @param nonce unique to this try: tells our own entry from another's when the store did not
   *     answer
   * @return false if another step was first; then load again and decide anew
   */
  public boolean append(AgendaKey agenda, AgendaRun before, List<Change> changes, String nonce) {
    Key key = keyOf(agenda, before.sequence() + 1);
    try {
      return switch (items.write(entry(key, changes, nonce))) {
        case WriteOutcome.Written _ -> true;
        case WriteOutcome.Refused refused -> refused.found().filter(is(nonce)).isPresent();
      };
    } catch (PortException unanswered) {
      if (unanswered.fault() != PortException.Fault.TIMED_OUT) {
        throw unanswered;
      }
      return items.read(key).filter(is(nonce)).isPresent();
    }
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
