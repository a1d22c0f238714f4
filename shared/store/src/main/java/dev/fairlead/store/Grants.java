package dev.fairlead.store;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The grants of agendas that were admitted to insights with limits, and the notes by which their
 * executors ask for more and give back.
 */
public final class Grants {
  static final String BACK = "back/";
  static final String NEED = "need/";

  private final ItemStore items;

  public Grants(ItemStore items) {
    this.items = items;
  }

  /**
   * What an insight's scheduler is told.
   *
   * @param given back since
   * @param wanted by whom more could be used, who was admitted first comes first
   */
  public record Notes(List<GiveBack> given, List<Need> wanted) {
    public Notes {
      given = List.copyOf(given);
      wanted = List.copyOf(wanted);
    }
  }

  /** An agenda's grant. Cost: 1 read unit. */
  public Optional<GrantRow> find(AgendaKey agenda) {
    return items.read(GrantRow.keyOf(agenda)).map(item -> GrantRow.of(agenda, item));
  }

  /** The oldest notes of an insight, what was given back first. Cost: 1 read unit a 4 KB. */
  public Notes notes(String insight, int limit) {
    var given = new ArrayList<GiveBack>();
    var wanted = new ArrayList<Need>();
    for (Item item : items.query(Query.of(Lines.TABLE, notes(insight), limit)).items()) {
      if (item.key().sort().startsWith(BACK)) {
        given.add(GiveBack.of(insight, item));
      } else {
        wanted.add(Need.of(insight, item));
      }
    }
    return new Notes(given, wanted);
  }

  /** What belongs into the transaction of a claim; nothing where nobody has limits. */
  public static List<Write> open(AgendaKey agenda, Admission terms) {
    return terms.counted().isEmpty() ? List.of() : List.of(GrantRow.of(agenda, terms).open());
  }

  /** What belongs into the transaction that ends a claim. Refused if the grant was raised since. */
  public static List<Write> close(GrantRow row) {
    var writes = new ArrayList<>(List.of(row.close(), Need.forget(row)));
    Amounts grown = row.held().without(row.floor());
    if (!grown.isZero()) {
      writes.add(GiveBack.of(row, grown).write());
    }
    return List.copyOf(writes);
  }

  /**
   * Appends an entry to an agenda's journal and gives back some of its grant with it.
   *
   * @param less what nothing uses that runs after the entry; part of what is held
   * @return false if another step was first, or the grant was raised; then read both anew
   */
  public boolean giveBack(
      GrantRow row, Amounts less, AgendaRun before, List<Change> changes, String nonce) {
    return items
        .transact(
            List.of(
                Journal.next(row.agenda(), before, changes, nonce),
                row.holding(row.held().minus(less)).write(),
                GiveBack.of(row, less).write()))
        .isWritten();
  }

  /** Asks for more. Cost: 1 write unit. */
  public void ask(Need need) {
    items.write(need.write());
  }

  static String notes(String insight) {
    return "growth/" + insight;
  }
}
