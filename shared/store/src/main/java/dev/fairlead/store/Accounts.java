package dev.fairlead.store;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.scheduling.AccountKey;
import java.util.List;

/**
 * The accounts of insights whose scheduler keeps any, and the notes that the ends of agendas leave
 * for it. The two indexes hold only accounts that may be chosen, and may lag: an account's revision
 * tells an old copy.
 */
public final class Accounts {
  private final ItemStore items;

  public Accounts(ItemStore items) {
    this.items = items;
  }

  /**
   * Those that contend in a lane, who has the oldest agenda first. Cost: half a read unit a 4 KB.
   */
  public List<AccountRow> oldest(String insight, int lane, int limit) {
    return rows(
        Query.ofIndex(Lines.TABLE, Lines.AGE_INDEX, AccountRow.byAge(insight, lane), limit));
  }

  /** Those that contend in a lane, the least served first. Cost: half a read unit a 4 KB. */
  public List<AccountRow> leastServed(String insight, int lane, int limit) {
    return rows(
        Query.ofIndex(Lines.TABLE, Lines.TAG_INDEX, AccountRow.byTag(insight, lane), limit));
  }

  /** An account as it stands, be it a fresh one. Cost: 1 read unit. */
  public AccountRow find(String insight, AccountKey key) {
    return items
        .read(AccountRow.keyOf(insight, key))
        .map(AccountRow::of)
        .orElseGet(() -> AccountRow.fresh(insight, key));
  }

  /** A customer's accounts in all lanes, as they stand. Cost: 1 read unit. */
  public List<AccountRow> of(String insight, CustomerId customer) {
    return rows(
        Query.of(Lines.TABLE, AccountRow.partition(insight), MAX_LANES)
            .startingWith(customer + "/"));
  }

  /**
   * All accounts of an insight by customer, from behind a customer on. Cost: 1 read unit a 4 KB.
   */
  public List<AccountRow> all(String insight, String after, int limit) {
    return rows(
        Query.of(Lines.TABLE, AccountRow.partition(insight), limit).between(after + "0", ""));
  }

  /** The oldest notes of an insight. Cost: 1 read unit per 4 KB. */
  public List<Settlement> settlements(String insight, int limit) {
    Page page = items.query(Query.of(Lines.TABLE, Settlement.partition(insight), limit));
    return page.items().stream().map(Settlement::of).toList();
  }

  private List<AccountRow> rows(Query query) {
    return items.query(query).items().stream().map(AccountRow::of).toList();
  }

  private static final int MAX_LANES = 21;
}
