package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Erases agendas that are over: first, in one transaction, what they are found by, and then all
 * that they have. What a crash leaves of one, or what is reported late, is found by its alarm for
 * reaping, which whoever erases has seen to before.
 *
 * <p>Cost: 2 reads; a transaction of 2 items and one for each mark; 1 write for each other row,
 * which are the journal's entries and the logs; the blobs as {@link BlobStore#deleteAll} says.
 */
public final class Erasure {
  /** Of a rerun and an erasure at once one is refused, and looks again. */
  private static final int MAX_TRIES = 5;

  private static final int ROWS_PER_PAGE = 100;

  private final ItemStore items;
  private final BlobStore blobs;
  private final AgendaRows rows;

  public Erasure(ItemStore items, BlobStore blobs) {
    this.items = items;
    this.blobs = blobs;
    this.rows = new AgendaRows(items, blobs);
  }

  /**
   * Erases an agenda; doing it again finishes what was begun.
   *
   * @param endedBy one that ended later is left alone
   * @return false if it was left alone, because it is not over, or ended later
   */
  public boolean erase(AgendaKey agenda, Instant endedBy) {
    if (!forget(agenda, endedBy)) {
      return false;
    }
    blobs.deleteAll(agenda.toString());
    deleteRows(agenda);
    return true;
  }

  private boolean forget(AgendaKey agenda, Instant endedBy) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<AgendaHeader> header = rows.header(agenda);
      if (header.isEmpty()) {
        return true;
      }
      Optional<RunRow> ended =
          rows.run(agenda)
              .filter(row -> row.completedAt().filter(at -> !at.isAfter(endedBy)).isPresent());
      if (ended.isEmpty()) {
        return false;
      }
      if (items.transact(rows.forget(header.get(), ended.get())).isWritten()) {
        return true;
      }
    }
    throw new IllegalStateException("lost " + MAX_TRIES + " races in a row for " + agenda);
  }

  /** Deleted rows are not found again, so that each page is the first. */
  private void deleteRows(AgendaKey agenda) {
    Query first = Query.of(TableSpec.AGENDAS.tableName(), agenda.toString(), ROWS_PER_PAGE);
    List<Item> found;
    do {
      found = items.query(first).items();
      found.forEach(item -> items.write(Write.delete(item.key())));
    } while (!found.isEmpty());
  }
}
