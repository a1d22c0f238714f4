package dev.fairlead.progress;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.InsightTerms;
import dev.fairlead.core.outlook.Outlook;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.FairTags;
import dev.fairlead.core.scheduling.InFlight;
import dev.fairlead.core.scheduling.Pace;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Standing;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.core.scheduling.replay.Stake;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.Estimates;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an insight as it stands, for somebody who asks about an agenda in its line. Cost: a query
 * of the line, half a read unit per 4 KB of at most {@link Snapshot#MAX_CANDIDATES} entries, one
 * more for an agenda behind those; where the insight keeps accounts 1 read unit per 4 KB of at most
 * as many of them, 3 more, and 1 a customer, at most {@value #FEW_CUSTOMERS}, or per 4 KB of
 * customers. The line and the accounts are read one after the other while others write, so all of
 * it is a hint.
 */
final class OutlookReading {
  /** Of an agenda's own line, if it is behind those that are read of all lines. */
  private static final int OWN = Snapshot.MAX_CANDIDATES / 2;

  /** Whose agendas are those that nobody was asked about. */
  private static final CustomerId OTHERS = new CustomerId("others.not.read");

  private final Lines lines;
  private final Accounts accounts;
  private final Estimates estimates;
  private final CustomerReading customers;

  OutlookReading(ItemStore items) {
    this.lines = new Lines(items);
    this.accounts = new Accounts(items);
    this.estimates = new Estimates(items);
    this.customers = new CustomerReading(items);
  }

  /**
   * What of it is read.
   *
   * @param isPooled whether its pool has a capacity
   * @param most accounts, and agendas in line
   * @param room how many more agendas its queue takes
   */
  record Scope(Insight insight, boolean isPooled, int most, int room, Instant now) {}

  /** Reads it for whoever asks about an agenda of it. */
  Seen read(Scope scope, AgendaKey agenda, Place place) {
    String id = scope.insight().id();
    List<InLine> oldest = lines.oldest(id, scope.most());
    List<AccountRow> own = accounts.of(id, agenda.customer());
    return read(
        scope, line(scope.insight(), agenda, place, oldest), oldest.size() < scope.most(), own);
  }

  /** Reads it for whoever asks about an agenda of another. */
  Seen read(Scope scope) {
    var line = new LinkedHashMap<AgendaKey, InLine>();
    lines.oldest(scope.insight().id(), scope.most()).forEach(one -> line.put(one.agenda(), one));
    return read(scope, line, line.size() < scope.most(), List.of());
  }

  private Seen read(
      Scope scope, Map<AgendaKey, InLine> line, boolean isWhole, List<AccountRow> own) {
    Insight insight = scope.insight();
    Instant now = scope.now();
    Algorithm algorithm =
        Algorithms.find(insight.algorithm()).or(() -> Algorithms.find(Insight.FIFO)).orElseThrow();
    InsightTerms terms = insight.terms();
    Ledger ledger = lines.ledger(insight.id());
    boolean isKept =
        algorithm.candidates() != Candidates.OLDEST
            || scope.isPooled()
            || !terms.limits().isNone()
            || !terms.customerLimits().isNone()
            || ledger.roll().isForCustomers();
    var known = isKept ? estimates.read(insight.id()) : new Estimates.Known(insight.id(), Map.of());
    Policy policy = policy(insight);
    Map<AccountKey, AccountRow> rows = isKept ? rows(scope, own) : Map.of();
    Map<CustomerId, CustomerTerms> found =
        isKept ? customers.of(customers(rows.keySet(), line)) : Map.of();
    Map<AccountKey, List<Waiting>> waiting = new LinkedHashMap<>();
    line.values().stream()
        .sorted(Comparator.comparing(InLine::position))
        .forEach(entry ->
            waiting
                .computeIfAbsent(
                    new AccountKey(entry.agenda().customer(), entry.place().lane()),
                    _ -> new ArrayList<>())
                .add(waiting(entry, isKept, known)));
    var keys = new LinkedHashSet<>(rows.keySet());
    keys.addAll(waiting.keySet());
    var stakes = new ArrayList<Stake>();
    var held = Amounts.NONE;
    Map<CustomerId, Amounts> heldBy = new HashMap<>();
    for (AccountKey key : keys) {
      AccountRow row = rows.getOrDefault(key, AccountRow.fresh(insight.id(), key));
      double virtualTime = ledger.virtualTime(key.lane());
      AccountRow asOfNow =
          row.asOf(now, virtualTime, weight(found, key.customer()), policy.halfLife());
      stakes.add(
          new Stake(
              key,
              row.contends().isPresent()
                  ? asOfNow.finishTag()
                  : FairTags.startTag(virtualTime, asOfNow.finishTag()),
              !row.isExhausted(),
              waiting.getOrDefault(key, List.of()),
              row.held(),
              asOfNow.inFlight()));
      held = held.plus(row.held());
      heldBy.merge(key.customer(), row.held(), Amounts::plus);
    }
    Amounts others = ledger.held().without(held);
    if (!others.isZero()) {
      stakes.add(new Stake(new AccountKey(OTHERS, 0), 0, false, List.of(), others, InFlight.NONE));
      heldBy.put(OTHERS, others);
    }
    Map<CustomerId, Standing> standings = new HashMap<>();
    heldBy.forEach((id, amounts) ->
        standings.put(
            id,
            new Standing(
                weight(found, id),
                amounts,
                found.getOrDefault(id, CustomerTerms.USUAL).limits().or(terms.customerLimits()))));
    return new Seen(
        new Outlook(
            now,
            algorithm,
            policy,
            scope.room(),
            terms.limits(),
            ledger.virtualTimes(),
            standings,
            stakes,
            held.plus(others),
            isWhole),
        line,
        known,
        paces(rows.values()));
  }

  private static Map<CustomerId, Pace> paces(Collection<AccountRow> rows) {
    Map<CustomerId, Pace> paces = new HashMap<>();
    rows.forEach(row ->
        paces.merge(
            row.key().customer(),
            row.pace(),
            (one, other) -> one.count() >= other.count() ? one : other));
    return paces;
  }

  private Map<AgendaKey, InLine> line(
      Insight insight, AgendaKey agenda, Place place, List<InLine> oldest) {
    var line = new LinkedHashMap<AgendaKey, InLine>();
    if (oldest.size() == Snapshot.MAX_CANDIDATES
        && oldest.stream().noneMatch(entry -> entry.agenda().equals(agenda))) {
      List<InLine> own =
          lines.heads(insight.id(), new AccountKey(agenda.customer(), place.lane()), OWN);
      own.forEach(entry -> line.put(entry.agenda(), entry));
    }
    for (InLine entry : oldest) {
      if (line.size() < Snapshot.MAX_CANDIDATES) {
        line.putIfAbsent(entry.agenda(), entry);
      }
    }
    return line;
  }

  private Map<AccountKey, AccountRow> rows(Scope scope, List<AccountRow> own) {
    var rows = new LinkedHashMap<AccountKey, AccountRow>();
    accounts.all(scope.insight().id(), "", scope.most()).forEach(row -> rows.put(row.key(), row));
    own.forEach(row -> rows.put(row.key(), row));
    return rows;
  }

  /** Where nothing is kept, nothing is held or charged either. */
  private static Waiting waiting(InLine entry, boolean isKept, Estimates.Known known) {
    return new Waiting(
        entry.agenda(),
        entry.place().lane(),
        entry.place().since(),
        isKept ? entry.floor() : Amounts.NONE,
        isKept ? known.of(entry.shape()).slotSeconds() : 0);
  }

  private static Set<CustomerId> customers(
      Set<AccountKey> accountKeys, Map<AgendaKey, InLine> line) {
    Set<CustomerId> customers = new HashSet<>();
    accountKeys.forEach(key -> customers.add(key.customer()));
    line.keySet().forEach(key -> customers.add(key.customer()));
    return customers;
  }

  private static double weight(Map<CustomerId, CustomerTerms> customers, CustomerId id) {
    return customers.getOrDefault(id, CustomerTerms.USUAL).weight();
  }

  private static Policy policy(Insight insight) {
    InsightTerms terms = insight.terms();
    return new Policy(
        insight.algorithm(), terms.ageing(), terms.halfLife(), (double) terms.entryCharge());
  }
}
