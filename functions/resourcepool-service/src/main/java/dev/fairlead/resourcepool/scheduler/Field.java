package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Beyond;
import dev.fairlead.core.scheduling.FairTags;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.AccountSheets;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may be next in an insight: reads a bounded number of them, and remembers through the turns of
 * an invocation what the indexes are late to show.
 *
 * <p>Cost where accounts are kept: what {@link Contending} reads, a query of the line of each
 * account that is read, and a read of each account apart that was woken or is remembered otherwise
 * than the index has it. Else one query of an index.
 */
final class Field {
  /** Accounts that are looked at in a turn. */
  static final int MAX_ACCOUNTS = 40;

  /** Accounts in a turn that come to contend: with those chosen they fit in a transaction. */
  static final int MAX_WOKEN = 8;

  /** Accounts in a turn beside as many as there is room for: who dried up, or is exhausted. */
  private static final int SPARE_ACCOUNTS = 4;

  /** Agendas of one account in a turn. */
  static final int HEADS = 10;

  /** What any agenda holds at least. */
  private static final Amounts LEAST = Amounts.of(1, 1, 0, 0);

  /** Accounts of which a tick looks whether they are exhausted still. */
  private static final int RECALLED = 1_000;

  /** Entries of the line in which a tick looks for forgotten accounts. */
  private static final int FORGOTTEN = 50;

  /** Stale entries of the index that a turn can meet without missing the fresh. */
  static final int SPARE = 20;

  private final Terms terms;
  private final Lines lines;
  private final Accounts accounts;
  private final Standings standings;
  private final InstantSource clock;
  private final Map<AccountKey, AccountRow> known = new HashMap<>();
  private final Set<AccountKey> woken;
  private final Set<AccountKey> reconsidered = new HashSet<>();
  private final Set<InLine> gone = new HashSet<>();
  private AccountSheets sheets;
  private long epoch;

  /**
   * A field.
   *
   * @param woken accounts that may have come to have somebody waiting
   */
  Field(
      Terms terms,
      Lines lines,
      Accounts accounts,
      Standings standings,
      InstantSource clock,
      Collection<AccountKey> woken) {
    this.terms = terms;
    this.standings = standings;
    this.clock = clock;
    this.lines = lines;
    this.accounts = accounts;
    this.woken = new LinkedHashSet<>(woken);
    this.sheets = AccountSheets.none(terms.insight());
  }

  /**
   * A turn begins: what is remembered only counts as long as nobody else had one. Cost: 1 read unit
   * per 4 KB of sheets.
   */
  void begin(Ledger ledger) {
    if (epoch != ledger.epoch()) {
      forgetAll();
    }
    epoch = ledger.epoch();
    sheets = accounts.sheets(terms.insight());
  }

  /** What the accounts come to that lie together, and others. */
  AccountSheets sheets() {
    return sheets;
  }

  /**
   * Who was read.
   *
   * @param beyond what is known of those that were not
   */
  record Seen(List<Contender> contenders, List<Beyond> beyond) {
    /** Whose agendas they are. */
    Stream<CustomerId> customers() {
      return contenders.stream().map(contender -> contender.row().key().customer());
    }
  }

  /**
   * Reads them.
   *
   * @param settled accounts as they will be, of whom something ended
   */
  Seen read(Ledger ledger, int room, Map<AccountKey, AccountRow> settled) {
    return terms.keepsAccounts() ? accounts(ledger, room, settled) : line(room);
  }

  /** Without accounts: the oldest of all, grouped by whose they are. */
  private Seen line(int room) {
    Map<AccountKey, List<InLine>> byAccount = new LinkedHashMap<>();
    if (room > 0) {
      for (InLine entry : lines.oldest(terms.insight(), room + SPARE)) {
        if (!gone.contains(entry)) {
          byAccount.computeIfAbsent(entry.account(), _ -> new ArrayList<>()).add(entry);
        }
      }
    }
    return new Seen(
        byAccount.entrySet().stream()
            .map(each -> contender(each.getKey(), each.getValue()))
            .toList(),
        List.of());
  }

  private Seen accounts(Ledger ledger, int room, Map<AccountKey, AccountRow> settled) {
    var rows = new LinkedHashMap<AccountKey, AccountRow>();
    var beyond = new ArrayList<Beyond>();
    settled.keySet().stream()
        .map(AccountKey::customer)
        .distinct()
        .forEach(customer -> freed(ledger, customer));
    woken.stream().limit(MAX_WOKEN).forEach(key -> rows.put(key, latest(key)));
    // Those wait for the end of what they have, which sees to them.
    rows.values().stream()
        .filter(row -> row.isExhausted() && !reconsidered.contains(row.key()))
        .forEach(row -> woken.remove(row.key()));
    // Something of theirs ended: they may contend again.
    settled.forEach((key, row) -> {
      if (row.isExhausted()) {
        rows.put(key, latest(key));
      }
    });
    int most = Math.min(MAX_ACCOUNTS, room + SPARE_ACCOUNTS);
    known.values().stream()
        .filter(row -> row.contends().isPresent())
        .limit(most)
        .forEach(row -> rows.putIfAbsent(row.key(), row));
    if (room > 0) {
      var contending = new Contending(terms, accounts, sheets, this::newer, lanes(ledger), most);
      contending.rows().forEach(row -> rows.putIfAbsent(row.key(), row));
      beyond.addAll(contending.beyond());
    }
    // Lanes multiply accounts: the more of them, the fewer agendas of each.
    int share = Snapshot.MAX_CANDIDATES / Math.max(1, rows.size());
    int heads = Math.max(1, Math.min(share, Math.min(HEADS, room))) + 1;
    return new Seen(
        rows.values().stream()
            .filter(row ->
                !row.isExhausted()
                    || settled.containsKey(row.key())
                    || reconsidered.contains(row.key()))
            .map(row -> contender(ledger, row, settled, heads))
            .toList(),
        beyond);
  }

  private Contender contender(AccountKey key, List<InLine> line) {
    AccountRow row = AccountRow.fresh(terms.insight(), key);
    return new Contender(row, row, line, Optional.empty());
  }

  private Contender contender(
      Ledger ledger, AccountRow row, Map<AccountKey, AccountRow> settled, int limit) {
    AccountRow now =
        settled
            .getOrDefault(row.key(), row)
            .asOf(
                clock.instant(),
                ledger.virtualTime(row.key().lane()),
                standings.weight(row.key().customer()),
                terms.policy().halfLife());
    List<InLine> heads = lines.heads(terms.insight(), row.key(), limit);
    return heads.size() < limit
        ? new Contender(row, now, heads, Optional.empty())
        : new Contender(row, now, heads.subList(0, limit - 1), Optional.of(heads.getLast()));
  }

  /** The lanes that anybody was ever in, be it under other terms; those of the woken may be new. */
  private Set<Integer> lanes(Ledger ledger) {
    Set<Integer> lanes = new TreeSet<>(ledger.virtualTimes().keySet());
    if (!terms.algorithm().hasLanes()) {
      lanes.add(0);
    }
    return lanes;
  }

  /** The account as the last writer left it: the index, or what this invocation wrote. */
  private AccountRow newer(AccountRow indexed) {
    AccountRow own = known.get(indexed.key());
    return own == null || own.revision() < indexed.revision() ? indexed : own;
  }

  /** The account as it stands. */
  AccountRow latest(AccountKey key) {
    AccountRow own = known.get(key);
    return own == null ? accounts.find(sheets, key) : own;
  }

  /**
   * Those whose agendas wait though nobody would look at them: their wake-up was lost, or they were
   * sent away under other terms. Who was sent away at a limit that is higher by now may wait behind
   * any number of those who still are. Cost: 1 read unit per 4 KB of {@value #RECALLED} accounts,
   * and 1 for each of their customers that is exhausted.
   */
  void recallForgotten() {
    if (!terms.keepsAccounts()) {
      return;
    }
    Set<AccountKey> waiting =
        lines.oldest(terms.insight(), FORGOTTEN).stream()
            .map(InLine::account)
            .collect(Collectors.toSet());
    waiting.forEach(this::reconsider);
    accounts.all(terms.insight(), "", RECALLED).stream()
        .filter(AccountRow::isExhausted)
        .filter(this::mayHaveMore)
        .forEach(row -> reconsider(row.key()));
  }

  private boolean mayHaveMore(AccountRow row) {
    return standings
        .ceiling(row.key().customer(), terms)
        .exceededBy(row.held().plus(LEAST))
        .isEmpty();
  }

  /**
   * Something of a customer's was freed: it may be enough for what it has waiting in other lanes.
   * Cost: 1 read unit where there are lanes and the customer has a ceiling.
   */
  void freed(Ledger ledger, CustomerId customer) {
    if (hasLanes(ledger) && !standings.ceiling(customer, terms).isNone()) {
      accounts.of(sheets, customer).stream()
          .filter(AccountRow::isExhausted)
          .forEach(row -> reconsider(row.key()));
    }
  }

  private void reconsider(AccountKey key) {
    woken.add(key);
    reconsidered.add(key);
  }

  /** The oldest that waits in an account. Cost: 1 read unit. */
  Optional<InLine> head(AccountKey key) {
    return lines.heads(terms.insight(), key, 1).stream().findFirst();
  }

  /** An account as it contends with whoever waits in it, if anybody does. Cost: 1 read unit. */
  Optional<AccountRow> called(Ledger ledger, AccountKey key) {
    AccountRow row = latest(key);
    return row.contends().isPresent()
        ? Optional.of(row)
        : Optional.of(readmitted(ledger, row)).filter(now -> now.contends().isPresent());
  }

  /** An account of which something was freed: it may contend again, from where the others are. */
  AccountRow readmitted(Ledger ledger, AccountRow row) {
    double virtualTime = ledger.virtualTime(row.key().lane());
    Optional<InLine> head = head(row.key());
    return row.tagged(FairTags.startTag(virtualTime, row.finishTag()))
        .contending(false, head.map(Contender::head));
  }

  /** Whether anybody may hold something in a lane of its own, be it since other terms. */
  private boolean hasLanes(Ledger ledger) {
    return terms.algorithm().hasLanes() || !Set.of(0).containsAll(ledger.virtualTimes().keySet());
  }

  /**
   * What the customer of an account holds, in all its lanes. One of a lane that nobody was
   * dispatched from has come under other terms, and what it holds is elsewhere.
   */
  Amounts held(Ledger ledger, AccountRow account, Map<AccountKey, AccountRow> settled) {
    if (account.key().lane() == 0 && !hasLanes(ledger)) {
      return account.held();
    }
    return accounts.of(sheets, account.key().customer()).stream()
        .map(row -> settled.getOrDefault(row.key(), row).held())
        .reduce(Amounts.NONE, Amounts::plus);
  }

  /** Those need not be remembered any longer as woken; whether others are. */
  boolean sawTo(List<Contender> contenders) {
    contenders.forEach(contender -> {
      woken.remove(contender.row().key());
      reconsidered.remove(contender.row().key());
    });
    return !woken.isEmpty();
  }

  /** What was written is what counts from now on. */
  void wrote(Collection<AccountRow> rows) {
    epoch++;
    rows.forEach(row -> known.put(row.key(), row));
  }

  /** A copy of it was old. */
  void forget(AccountKey key) {
    known.put(key, accounts.find(sheets, key));
    woken.add(key);
  }

  /** Somebody else has written. Whether anything was remembered. */
  boolean forgetAll() {
    boolean isAny = !known.isEmpty();
    woken.addAll(known.keySet());
    known.clear();
    return isAny;
  }

  /** It no longer waits there, whatever the index says; bumped, it waits in another place. */
  void leave(InLine entry) {
    gone.add(entry);
  }
}
