package dev.fairlead.resourcepool.scheduler;

import static java.util.Objects.requireNonNull;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.AmountName;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.AccountSheets;
import dev.fairlead.store.Admission;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.PoolStake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a decision comes to in the store: one transaction, and what is known once it is written. */
final class Dispatch {
  /** Items of a transaction, without the row of a pool. */
  private static final int MAX_WRITES = 99 - AccountSheets.SHEETS;

  private final Terms terms;
  private final Standings standings;
  private final Ledger ledger;
  private final AccountSheets sheets;
  private final Settling settling;
  private final Decision decision;
  private final Optional<Drawing> drawing;
  private final Set<AgendaKey> brief;
  private final Instant now;
  private final Map<AgendaKey, InLine> entries = new HashMap<>();
  private final List<InLine> dispatched = new ArrayList<>();
  private final List<AccountRow> rows = new ArrayList<>();
  private final List<AccountRow> leaving = new ArrayList<>();
  private final List<Write> writes = new ArrayList<>();
  private List<AccountKey> moved = List.of();
  private Amounts held;
  private Amounts briefHeld;
  private int slips;
  private boolean isTidy = true;

  private Dispatch(
      Terms terms,
      Standings standings,
      Ledger ledger,
      AccountSheets sheets,
      Settling settling,
      Decision decision,
      Optional<Drawing> drawing,
      Set<AgendaKey> brief,
      Instant now) {
    this.drawing = drawing;
    this.brief = brief;
    this.terms = terms;
    this.standings = standings;
    this.ledger = ledger;
    this.sheets = sheets;
    this.settling = settling;
    this.decision = decision;
    this.now = now;
    this.held = settling.held();
    this.briefHeld = settling.brief();
  }

  static Dispatch of(
      Terms terms,
      Standings standings,
      Ledger ledger,
      AccountSheets sheets,
      List<Contender> contenders,
      Settling settling,
      Decision decision,
      Optional<Drawing> drawing,
      Set<AgendaKey> brief,
      Instant now) {
    var dispatch =
        new Dispatch(terms, standings, ledger, sheets, settling, decision, drawing, brief, now);
    for (Contender contender : contenders) {
      contender.heads().forEach(entry -> dispatch.entries.put(entry.agenda(), entry));
    }
    Map<AccountKey, List<Admission>> admissions = dispatch.admit();
    if (terms.keepsAccounts()) {
      contenders.forEach(contender ->
          dispatch.keep(contender, admissions.getOrDefault(contender.row().key(), List.of())));
    }
    dispatch.settle(contenders);
    dispatch.tidy();
    dispatch.writeAccounts();
    dispatch.settling.notes().forEach(note -> dispatch.writes.add(note.take()));
    dispatch.writes.addFirst(
        ledger
            .dispatched(decision.picks().size(), decision.virtualTimes(), dispatch.held)
            .with(drawing.map(pool -> pool.stake(dispatch.briefHeld)).orElse(dispatch.unpooled()))
            .write());
    drawing.ifPresent(pool -> dispatch.writes.addAll(pool.writes()));
    return dispatch;
  }

  /** Where the pool has no capacity any more, what was admitted as short work still ends. */
  private PoolStake unpooled() {
    return new PoolStake(briefHeld, ledger.stake().block());
  }

  private Map<AccountKey, List<Admission>> admit() {
    Map<AccountKey, List<Admission>> admissions = new HashMap<>();
    var turns = new ArrayList<Lines.Turn>();
    for (Pick pick : decision.picks()) {
      InLine entry = requireNonNull(entries.get(pick.waiting().agenda()), "picked a stranger");
      var admission =
          new Admission(
              terms.insight(),
              entry.place().lane(),
              terms.keepsAccounts(),
              pick.waiting().floor(),
              pick.charge(),
              entry.shape(),
              now,
              pick.receipt(),
              terms.keepsAccounts() ? counted(entry) : List.of(),
              false,
              brief.contains(entry.agenda()));
      turns.add(new Lines.Turn(entry, admission));
      dispatched.add(entry);
      held = held.plus(admission.held());
      briefHeld = admission.isBrief() ? briefHeld.plus(admission.held()) : briefHeld;
      admissions
          .computeIfAbsent(
              new AccountKey(entry.agenda().customer(), entry.place().lane()),
              _ -> new ArrayList<>())
          .add(admission);
    }
    writes.addAll(Lines.dispatch(turns, ledger.lastDispatch(), terms.perSlip()));
    slips = writes.size() - dispatched.size();
    return admissions;
  }

  /** What its operations may not use as they like. */
  private List<String> counted(InLine entry) {
    Limits ceiling = standings.ceiling(entry.agenda().customer(), terms);
    var names = new TreeSet<>(terms.limits().asMap().keySet());
    names.addAll(ceiling.asMap().keySet());
    names.remove(AmountName.AGENDAS);
    return List.copyOf(names);
  }

  private void keep(Contender contender, List<Admission> admissions) {
    AccountRow row = contender.row();
    AccountKey key = row.key();
    Optional<AccountRow.Head> head = contender.headWithout(taken());
    boolean exhausted = decision.exhausted().contains(key.customer());
    boolean isSettled = settling.rows().containsKey(key);
    if (admissions.isEmpty() && !isSettled && row.contending(exhausted, head).equals(row)) {
      return;
    }
    double entry = contender.finishTag(ledger.virtualTime(key.lane()));
    AccountRow next = contender.now().tagged(decision.finishTags().getOrDefault(key, entry));
    for (Admission admission : admissions) {
      next = next.admitted(admission);
    }
    AccountRow kept = next.contending(exhausted, head);
    boolean isEntering = row.contends().isEmpty() && kept.contends().isPresent();
    if (admissions.isEmpty() && !isSettled && !isEntering) {
      leaving.add(kept);
    } else {
      keep(kept);
    }
  }

  /**
   * Who is exhausted or has nobody waiting leaves the indexes as far as the transaction has room;
   * the others are met there once more.
   */
  private void tidy() {
    int room = Math.max(0, MAX_WRITES - 1 - writes.size() - rows.size() - settling.notes().size());
    leaving.stream().limit(room).forEach(this::keep);
    isTidy = leaving.size() <= room;
  }

  private void keep(AccountRow row) {
    rows.add(row);
  }

  private void writeAccounts() {
    AccountSheets.Change change = sheets.write(rows, terms.algorithm().candidates());
    moved = change.moved();
    writes.addAll(change.writes());
  }

  /** Who ended, and those whose accounts nobody waits in. */
  private void settle(List<Contender> contenders) {
    Set<AccountKey> kept = new HashSet<>();
    if (terms.keepsAccounts()) {
      contenders.forEach(contender -> kept.add(contender.row().key()));
    }
    settling.rows().values().stream().filter(row -> !kept.contains(row.key())).forEach(this::keep);
  }

  private Set<InLine> taken() {
    return new HashSet<>(dispatched);
  }

  /**
   * The ledger first, then the agendas, their slips, then the accounts, the notes, and the pool.
   */
  List<Write> writes() {
    return List.copyOf(writes);
  }

  /** The accounts as they are once this is written. */
  List<AccountRow> rows() {
    return rows.stream().map(AccountRow::written).toList();
  }

  /** How many agendas go. */
  int count() {
    return dispatched.size();
  }

  /** Whether all that are to leave the indexes do. */
  boolean isTidy() {
    return isTidy;
  }

  boolean isNothing() {
    return dispatched.isEmpty()
        && rows.isEmpty()
        && settling.isNothing()
        && drawing.filter(Drawing::moves).isEmpty();
  }

  /** The entry of the line that the write of that number is about. */
  Optional<InLine> entryAt(int index) {
    int number = index - 1;
    return number >= 0 && number < dispatched.size()
        ? Optional.of(dispatched.get(number))
        : Optional.empty();
  }

  /** The account that the write of that number is about. */
  Optional<AccountKey> accountAt(int index) {
    int number = index - 1 - dispatched.size() - slips;
    return number >= 0 && number < moved.size() ? Optional.of(moved.get(number)) : Optional.empty();
  }
}
