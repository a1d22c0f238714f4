package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.Account;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Standing;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.Estimates;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Ledger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * What a contest is held on, of what was read. Cost: 1 read unit for a customer that was not read
 * lately, and what {@link Field#held} costs; nothing where no accounts are kept.
 */
final class Snapshots {
  private final Terms terms;
  private final Field field;
  private final Standings standings;
  private final InstantSource clock;

  Snapshots(Terms terms, Field field, Standings standings, InstantSource clock) {
    this.terms = terms;
    this.field = field;
    this.standings = standings;
    this.clock = clock;
  }

  /**
   * A snapshot.
   *
   * @param ledger as it will be once what ended is settled
   * @param room for agendas that are dispatched
   */
  Snapshot of(Ledger ledger, Settling settling, int room, Field.Seen seen) {
    Map<CustomerId, Standing> customers = new HashMap<>();
    var entrants = new ArrayList<Account>();
    for (Contender contender : seen.contenders()) {
      if (!contender.heads().isEmpty()) {
        AccountKey key = contender.row().key();
        customers.computeIfAbsent(
            key.customer(), _ -> standing(ledger, contender, settling.rows()));
        entrants.add(
            contender.account(
                ledger.virtualTime(key.lane()), entry -> waiting(entry, settling.estimates())));
      }
    }
    return new Snapshot(
        clock.instant(),
        room,
        ledger.virtualTimes(),
        customers,
        entrants,
        ledger.held(),
        terms.limits(),
        seen.beyond());
  }

  /** Where nothing is kept nobody has limits, and of shares nothing is known. */
  private Standing standing(
      Ledger ledger, Contender contender, Map<AccountKey, AccountRow> settled) {
    if (!terms.keepsAccounts()) {
      return Standing.USUAL;
    }
    CustomerId customer = contender.row().key().customer();
    return new Standing(
        standings.weight(customer),
        field.held(ledger, contender.now(), settled),
        standings.ceiling(customer, terms));
  }

  /** Where nothing is kept, nothing is held or charged either. */
  private Waiting waiting(InLine entry, Estimates.Known estimated) {
    boolean isKept = terms.keepsAccounts();
    return new Waiting(
        entry.agenda(),
        entry.place().lane(),
        entry.place().since(),
        isKept ? entry.floor() : Amounts.NONE,
        isKept ? estimated.of(entry.shape()).slotSeconds() : 0);
  }
}
