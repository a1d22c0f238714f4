package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.Admission;
import dev.fairlead.store.Estimates;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Frees what ended agendas held, and has their customers pay what they took: in memory, to be
 * written with what is dispatched in the same turn.
 */
final class Settling {
  private final Terms terms;
  private final Ledger ledger;
  private final Field field;
  private final Standings standings;
  private final Instant now;
  private final Map<AccountKey, AccountRow> rows = new LinkedHashMap<>();
  private final List<Settlement> notes = new ArrayList<>();
  private Amounts held;
  private Amounts brief;
  private Estimates.Known estimates;

  Settling(
      Terms terms,
      Ledger ledger,
      Estimates.Known estimates,
      Field field,
      Standings standings,
      Instant now) {
    this.estimates = estimates;
    this.terms = terms;
    this.ledger = ledger;
    this.field = field;
    this.standings = standings;
    this.now = now;
    this.held = ledger.held();
    this.brief = ledger.stake().brief();
  }

  void add(Settlement note) {
    notes.add(note);
    Admission admission = note.admission();
    var key = new AccountKey(note.agenda().customer(), admission.lane());
    double weight = standings.weight(key.customer());
    double used = note.used().map(Settlement.Used::slotSeconds).orElse(0.0);
    AccountRow row = rows.computeIfAbsent(key, account -> upToDate(account, weight));
    AccountRow settled = row.settled(admission, used, weight);
    rows.put(key, note.used().map(took -> paced(settled, admission, took)).orElse(settled));
    held = held.minus(admission.held());
    brief = admission.isBrief() ? brief.minus(admission.held()) : brief;
    note.used().ifPresent(took -> estimates = estimates.with(admission.shape(), took));
  }

  /** By what was known of its shape before it: it is compared with others. */
  private AccountRow paced(AccountRow row, Admission admission, Settlement.Used took) {
    return row.paced(row.pace().with(estimates.of(admission.shape()), took.seconds()));
  }

  private AccountRow upToDate(AccountKey key, double weight) {
    return field
        .latest(key)
        .asOf(now, ledger.virtualTime(key.lane()), weight, terms.policy().halfLife());
  }

  /** What all hold without those that ended. */
  Amounts held() {
    return held;
  }

  /** How much of that is held by short work. */
  Amounts brief() {
    return brief;
  }

  Estimates.Known estimates() {
    return estimates;
  }

  List<Settlement> notes() {
    return List.copyOf(notes);
  }

  boolean isNothing() {
    return notes.isEmpty();
  }

  /** The accounts that change, before they are written. */
  Map<AccountKey, AccountRow> rows() {
    return Collections.unmodifiableMap(rows);
  }
}
