package dev.fairlead.store;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.scheduling.AccountKey;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The accounts of insights whose scheduler keeps any, and the notes that the ends of agendas leave
 * for it. Most lie on {@link AccountSheets}, the others in rows of their own. The two indexes hold
 * only those of the latter that may be chosen, and may lag: an account's revision tells an old
 * copy, and a sheet is right where both have it.
 */
public final class Accounts {
  private final ItemStore items;

  public Accounts(ItemStore items) {
    this.items = items;
  }

  /** Those on sheets. Cost: 1 read unit per 4 KB, at most some 6. */
  public AccountSheets sheets(String insight) {
    return AccountSheets.read(items, insight);
  }

  /**
   * Those that contend in a lane, who has the oldest agenda first. Cost: half a read unit a 4 KB.
   */
  public List<AccountRow> oldest(AccountSheets sheets, int lane, int limit) {
    return first(
        sheets,
        lane,
        Lines.AGE_INDEX,
        AccountRow.byAge(sheets.insight(), lane),
        limit,
        AccountRow::ageOrder);
  }

  /** The same with sheets as they are. Cost: that of the sheets more. */
  public List<AccountRow> oldest(String insight, int lane, int limit) {
    return oldest(sheets(insight), lane, limit);
  }

  /** Those that contend in a lane, the least served first. Cost: half a read unit a 4 KB. */
  public List<AccountRow> leastServed(AccountSheets sheets, int lane, int limit) {
    return first(
        sheets,
        lane,
        Lines.TAG_INDEX,
        AccountRow.byTag(sheets.insight(), lane),
        limit,
        AccountRow::tagOrder);
  }

  /** The same with sheets as they are. Cost: that of the sheets more. */
  public List<AccountRow> leastServed(String insight, int lane, int limit) {
    return leastServed(sheets(insight), lane, limit);
  }

  /** An account as it stands, be it a fresh one. Cost: none on a sheet, else 1 read unit. */
  public AccountRow find(AccountSheets sheets, AccountKey key) {
    return sheets
        .find(key)
        .or(() -> items.read(AccountRow.keyOf(sheets.insight(), key)).map(AccountRow::of))
        .orElseGet(() -> AccountRow.fresh(sheets.insight(), key));
  }

  /** The same with sheets as they are. Cost: that of the sheets more. */
  public AccountRow find(String insight, AccountKey key) {
    return find(sheets(insight), key);
  }

  /** A customer's accounts in all lanes, as they stand. Cost: 1 read unit. */
  public List<AccountRow> of(AccountSheets sheets, CustomerId customer) {
    Query own =
        Query.of(Lines.TABLE, AccountRow.partition(sheets.insight()), MAX_LANES)
            .startingWith(customer + "/");
    return merged(sheets, sheets.of(customer), rows(own), MAX_LANES, BY_SORT);
  }

  /** The same with sheets as they are. Cost: that of the sheets more. */
  public List<AccountRow> of(String insight, CustomerId customer) {
    return of(sheets(insight), customer);
  }

  /**
   * All accounts of an insight by customer, from behind a customer on. Cost: 1 read unit a 4 KB.
   */
  public List<AccountRow> all(String insight, String after, int limit) {
    AccountSheets sheets = sheets(insight);
    Query own =
        Query.of(Lines.TABLE, AccountRow.partition(insight), limit).between(after + "0", "");
    List<AccountRow> near =
        sheets.rows().stream()
            .filter(row -> AccountRow.sortOf(row.key()).compareTo(after + "0") >= 0)
            .toList();
    return merged(sheets, near, rows(own), limit, BY_SORT);
  }

  /** The oldest notes of an insight. Cost: 1 read unit per 4 KB. */
  public List<Settlement> settlements(String insight, int limit) {
    Page page = items.query(Query.of(Lines.TABLE, Settlement.partition(insight), limit));
    return page.items().stream().map(Settlement::of).toList();
  }

  /** An index may still show those that came onto a sheet: they must not hide others. */
  private List<AccountRow> first(
      AccountSheets sheets,
      int lane,
      String index,
      String partition,
      int limit,
      Function<AccountRow, String> order) {
    List<AccountRow> far = rows(Query.ofIndex(Lines.TABLE, index, partition, limit));
    if (far.size() == limit && far.stream().anyMatch(row -> sheets.has(row.key()))) {
      int more = limit + sheets.count(lane);
      far = rows(Query.ofIndex(Lines.TABLE, index, partition, more));
    }
    return merged(sheets, sheets.contending(lane), far, limit, Comparator.comparing(order));
  }

  private static List<AccountRow> merged(
      AccountSheets sheets,
      List<AccountRow> near,
      List<AccountRow> far,
      int limit,
      Comparator<AccountRow> order) {
    Stream<AccountRow> apart = far.stream().filter(row -> !sheets.has(row.key()));
    return Stream.concat(near.stream(), apart).sorted(order).limit(limit).toList();
  }

  private List<AccountRow> rows(Query query) {
    return items.query(query).items().stream().map(AccountRow::of).toList();
  }

  private static final Comparator<AccountRow> BY_SORT =
      Comparator.comparing(AccountRow::key, AccountSheets.BY_KEY);

  private static final int MAX_LANES = 21;
}
