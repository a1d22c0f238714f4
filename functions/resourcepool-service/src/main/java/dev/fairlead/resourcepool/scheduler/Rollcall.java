package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.LinePage;
import dev.fairlead.store.Place;
import dev.fairlead.store.Roll;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has all contend that wait in an insight which comes to keep accounts, or to look them up
 * otherwise: nobody wakes them any more, and their accounts are not where they are looked for. So
 * many accounts, or a page of the line, are one transaction with the ledger, which tells how far it
 * came; whoever comes later wakes the scheduler.
 *
 * <p>Cost, once after such a change: half a read unit per 4 KB of the line, and of the page at
 * which an invocation begins; 1 for each account that is not on a sheet, 1 for its head; for each
 * transaction 2 write units for the ledger, and what the accounts cost.
 */
final class Rollcall {
  /** Entries of the line that are read at once. */
  private static final int PAGE = 1_000;

  /** Accounts in a transaction. */
  static final int MOST = 16;

  private final Terms terms;
  private final Field field;
  private final Lines lines;
  private final ItemStore items;

  /** Those met before in this invocation: of one with a long line each page has some. */
  private final Set<AccountKey> called = new HashSet<>();

  /** Behind this position... */
  private String aheadOf = "";

  /** ...these were read and not seen to yet; who left the line since is found to have done so. */
  private LinePage ahead = new LinePage(List.of(), true);

  Rollcall(Terms terms, Field field, Lines lines, ItemStore items) {
    this.terms = terms;
    this.field = field;
    this.lines = lines;
    this.items = items;
  }

  /** Goes on for a page, or as much of it as has so many accounts. */
  void take(Ledger ledger) {
    String upTo = ledger.roll().behind().orElseThrow();
    LinePage page = page(upTo);
    Set<AccountKey> found = new LinkedHashSet<>();
    int seen = 0;
    for (InLine entry : page.entries()) {
      AccountKey key = entry.account();
      boolean isNew = !called.contains(key) && !found.contains(key);
      if (isNew && found.size() == MOST) {
        break;
      }
      if (isNew) {
        found.add(key);
      }
      upTo = entry.position();
      seen++;
    }
    var rest = new LinePage(page.entries().subList(seen, page.entries().size()), page.isLast());
    boolean isOver = rest.entries().isEmpty() && rest.isLast();
    Roll next = isOver ? ledger.roll().complete() : ledger.roll().upTo(upTo);
    List<AccountRow> rows =
        found.stream().flatMap(key -> field.called(ledger, key).stream()).toList();
    var writes = new ArrayList<Write>();
    writes.add(ledger.called(next, lanes(rows)).write());
    writes.addAll(field.sheets().write(rows, terms.algorithm().candidates()).writes());
    if (items.transact(writes).isWritten()) {
      field.wrote(rows.stream().map(AccountRow::written).toList());
      called.addAll(found);
      ahead = rest;
      aheadOf = upTo;
    } else {
      field.forgetAll();
    }
  }

  /** What is left of the page before, unless another invocation went on meanwhile. */
  private LinePage page(String upTo) {
    return !ahead.entries().isEmpty() && upTo.equals(aheadOf)
        ? ahead
        : lines.page(Place.Line.CONTEST, terms.insight(), upTo, PAGE);
  }

  private static Set<Integer> lanes(List<AccountRow> rows) {
    return rows.stream().map(row -> row.key().lane()).collect(Collectors.toSet());
  }
}
