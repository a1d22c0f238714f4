package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.GiveBack;
import dev.fairlead.store.GrantRow;
import dev.fairlead.store.Grants;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Need;
import dev.fairlead.store.PoolStake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What admitted agendas gave back of their grants, and what they get more: who was admitted first
 * comes first. A grant at most doubles in a turn, so that the first does not take all before the
 * others are looked at.
 */
final class Growing {
  /** Agendas whose grants are raised in a turn; with their accounts they fit in a transaction. */
  static final int MAX_RAISED = 20;

  private final Terms terms;
  private final Ledger ledger;
  private final Field field;
  private final Standings standings;
  private final Grants grants;
  private final Map<AccountKey, AccountRow> rows = new LinkedHashMap<>();
  private final Map<CustomerId, Amounts> ofCustomers = new HashMap<>();
  private final List<Write> writes = new ArrayList<>();
  private final List<AgendaKey> raised = new ArrayList<>();
  private final Optional<Drawing> drawing;
  private Amounts held;
  private Amounts brief;

  Growing(
      Terms terms,
      Ledger ledger,
      Field field,
      Standings standings,
      Grants grants,
      Optional<Drawing> drawing) {
    this.terms = terms;
    this.ledger = ledger;
    this.field = field;
    this.standings = standings;
    this.grants = grants;
    this.drawing = drawing;
    this.held = ledger.held();
    this.brief = ledger.stake().brief();
  }

  /** Takes back what an agenda does not use. */
  void take(GiveBack note) {
    writes.add(note.take());
    field.freed(ledger, note.agenda().customer());
    brief = note.isBrief() ? brief.minus(note.amounts()) : brief;
    change(note.account(), held.minus(note.amounts()), before -> before.minus(note.amounts()));
  }

  /** Gives an agenda as much more as there is for it. Cost: 2 reads. */
  void give(Need need) {
    Optional<GrantRow> found = grants.find(need.agenda());
    if (found.isEmpty()) {
      // It is over, or had never one.
      writes.add(need.take());
      return;
    }
    GrantRow grant = found.get();
    var account = new AccountKey(need.agenda().customer(), grant.lane());
    CustomerId customer = account.customer();
    Limits ceiling = standings.ceiling(customer, terms);
    Limits left = terms.limits().left(held).min(ceiling.left(ofCustomer(account)));
    Amounts most = left.atMost(need.all().min(need.first().max(grant.held())));
    if (!most.covers(need.first()) || most.isZero()) {
      return;
    }
    Amounts some = drawn(need, most, grant.isBrief());
    if (some.isZero()) {
      return;
    }
    writes.add(need.take());
    writes.add(grant.holding(grant.held().plus(some)).write());
    raised.add(need.agenda());
    brief = grant.isBrief() ? brief.plus(some) : brief;
    change(account, held.plus(some), before -> before.plus(some));
  }

  private Amounts drawn(Need need, Amounts most, boolean isBrief) {
    return drawing.map(pool -> pool.grow(held, brief, need.first(), most, isBrief)).orElse(most);
  }

  /** All were looked at. */
  void end() {
    drawing.ifPresent(pool -> pool.grown(held, brief));
  }

  private void change(AccountKey key, Amounts together, UnaryOperator<Amounts> how) {
    ofCustomers.put(key.customer(), how.apply(ofCustomer(key)));
    AccountRow row = row(key);
    rows.put(key, row.holding(how.apply(row.held())));
    held = together;
  }

  private AccountRow row(AccountKey key) {
    return rows.computeIfAbsent(key, field::latest);
  }

  private Amounts ofCustomer(AccountKey key) {
    return ofCustomers.computeIfAbsent(key.customer(), _ -> field.held(ledger, row(key), Map.of()));
  }

  boolean isNothing() {
    return writes.isEmpty() && drawing.filter(Drawing::moves).isEmpty();
  }

  /** The ledger first, then the notes, the accounts, and the pool last. */
  List<Write> writes(List<AccountRow> accounts) {
    var all = new ArrayList<Write>();
    PoolStake stake = drawing.map(pool -> pool.stake(brief)).orElse(ledger.stake());
    all.add(ledger.holding(held).with(stake).write());
    all.addAll(writes);
    all.addAll(field.sheets().write(accounts, terms.algorithm().candidates()).writes());
    drawing.ifPresent(pool -> all.addAll(pool.writes()));
    return List.copyOf(all);
  }

  /** The accounts that change, before they are written. */
  List<AccountRow> rows() {
    return rows.values().stream()
        .map(row -> row.isExhausted() ? field.readmitted(ledger, row) : row)
        .toList();
  }

  /** Those whose executors have more to do. */
  List<AgendaKey> raised() {
    return List.copyOf(raised);
  }
}
