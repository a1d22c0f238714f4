package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The accounts of an insight that lie on sheets: up to {@value #MOST} in a row, and {@value
 * #SHEETS} rows, by a hash of the customer. A turn that dispatches agendas of sixteen customers
 * writes eight rows instead of sixteen, and none in an index. An account is on a sheet or has a row
 * of its own, never both: it comes onto one when it changes and there is place, or somebody idle on
 * it who makes place.
 *
 * <p>A sheet is written without a condition of its own, and so only in a transaction with the
 * ledger that was read before it. Immutable.
 */
public final class AccountSheets {
  /** Sheets of an insight. */
  public static final int SHEETS = 8;

  /** Accounts on a sheet: some 3 KB. */
  static final int MOST = 20;

  private static final String ACCOUNTS = "accounts";

  private final String insight;
  private final Map<AccountKey, AccountRow> rows;

  private AccountSheets(String insight, Map<AccountKey, AccountRow> rows) {
    this.insight = insight;
    this.rows = Collections.unmodifiableMap(rows);
  }

  /**
   * What changed accounts come to.
   *
   * @param moved whose own rows are written, in the order of the first of the writes; at most as
   *     many as changed
   * @param writes theirs, then those of the sheets, at most {@value #SHEETS}
   */
  public record Change(List<AccountKey> moved, List<Write> writes) {}

  /** Those of an insight. Cost: 1 read unit per 4 KB. */
  static AccountSheets read(ItemStore items, String insight) {
    var rows = new TreeMap<AccountKey, AccountRow>(BY_KEY);
    for (Item item : items.query(Query.of(Lines.TABLE, partition(insight), SHEETS)).items()) {
      Format.checked(item);
      var stored = new StoredFields(JsonText.parseStored(item.requireText(ACCOUNTS)));
      for (String sort : stored.names()) {
        AccountKey key = AccountRow.keyOf(sort);
        rows.put(key, SheetFormat.row(insight, key, stored.value(sort)));
      }
    }
    return new AccountSheets(insight, rows);
  }

  /** Of an insight that has none. */
  public static AccountSheets none(String insight) {
    return new AccountSheets(insight, new TreeMap<>(BY_KEY));
  }

  static final Comparator<AccountKey> BY_KEY = Comparator.comparing(AccountRow::sortOf);

  String insight() {
    return insight;
  }

  Optional<AccountRow> find(AccountKey key) {
    return Optional.ofNullable(rows.get(key));
  }

  /** All of them. */
  Collection<AccountRow> rows() {
    return rows.values();
  }

  List<AccountRow> of(CustomerId customer) {
    return rows.values().stream().filter(row -> row.key().customer().equals(customer)).toList();
  }

  boolean has(AccountKey key) {
    return rows.containsKey(key);
  }

  /** How many of a lane. */
  int count(int lane) {
    return Math.toIntExact(rows.keySet().stream().filter(key -> key.lane() == lane).count());
  }

  /** Those that contend in a lane. */
  List<AccountRow> contending(int lane) {
    return rows.values().stream()
        .filter(row -> row.key().lane() == lane && row.contends().isPresent())
        .toList();
  }

  /**
   * Writes accounts down, each as its next revision. Cost: 2 write units per KB of each sheet that
   * anybody changed is on; for who finds no place 2 and 4 for each index, as {@link
   * AccountRow#write}.
   *
   * @param changed each once
   * @param lookup by what those with a row of their own are to be found
   */
  public Change write(Collection<AccountRow> changed, Candidates lookup) {
    var next = new TreeMap<AccountKey, AccountRow>(BY_KEY);
    next.putAll(rows);
    Set<AccountKey> busy = changed.stream().map(AccountRow::key).collect(Collectors.toSet());
    var moved = new ArrayList<AccountKey>();
    var writes = new ArrayList<Write>();
    Set<Integer> touched = new TreeSet<>();
    for (AccountRow row : changed) {
      AccountKey key = row.key();
      if (!rows.containsKey(key)) {
        Optional<AccountRow> leaving = leaving(next, key, busy);
        boolean hasPlace = leaving.isPresent() || size(next, key) < MOST;
        // One write for each at most, so that a turn knows how many fit in its transaction.
        if (!hasPlace || (leaving.isPresent() && row.revision() > 0)) {
          moved.add(key);
          writes.add(row.write(lookup));
          continue;
        }
        leaving.ifPresent(idle -> {
          next.remove(idle.key());
          moved.add(idle.key());
          writes.add(idle.apart(lookup));
        });
        if (row.revision() > 0) {
          moved.add(key);
          writes.add(row.leave());
        }
      }
      next.put(key, row.written());
      touched.add(number(key));
    }
    touched.forEach(number -> writes.add(sheet(number, next.values())));
    return new Change(List.copyOf(moved), List.copyOf(writes));
  }

  /** Who makes place on a full sheet, if it is full and anybody can. */
  private static Optional<AccountRow> leaving(
      Map<AccountKey, AccountRow> rows, AccountKey key, Set<AccountKey> busy) {
    return size(rows, key) < MOST
        ? Optional.empty()
        : rows.values().stream()
            .filter(row -> number(row.key()) == number(key))
            .filter(row -> row.isIdle() && !busy.contains(row.key()))
            .min(Comparator.comparing(AccountRow::at));
  }

  private static long size(Map<AccountKey, AccountRow> rows, AccountKey key) {
    return rows.keySet().stream().filter(other -> number(other) == number(key)).count();
  }

  private static int number(AccountKey key) {
    return Math.floorMod(key.customer().value().hashCode(), SHEETS);
  }

  private Write sheet(int number, Collection<AccountRow> all) {
    Map<String, AccountRow> here =
        all.stream()
            .filter(row -> number(row.key()) == number)
            .collect(
                Collectors.toMap(
                    row -> AccountRow.sortOf(row.key()),
                    Function.identity(),
                    (one, _) -> one,
                    TreeMap::new));
    var json = Json.object();
    here.forEach((sort, row) -> json.put(sort, SheetFormat.json(row)));
    return Write.put(
        Format.item(
            new Key(TableSpec.LINES.tableName(), partition(insight), Integer.toString(number)),
            Map.of(ACCOUNTS, Attr.of(JsonText.write(json.build())))));
  }

  static String partition(String insight) {
    return "sheets/" + insight;
  }
}
