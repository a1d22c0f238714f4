package dev.fairlead.progress;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.InsightTerms;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
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
import dev.fairlead.store.ObjectRows;
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
import java.util.Optional;
import java.util.Set;

/**
 * Reads an insight as it stands, for somebody who asks about an agenda in its line. Cost: a query
 * of the line, half a read unit per 4 KB of at most {@link Snapshot#MAX_CANDIDATES} entries, one
 * more for an agenda behind those; where the insight keeps accounts 1 read unit per 4 KB of at most
 * {@value #MOST_ACCOUNTS} of them, 3 more, and 1 a customer, at most {@value #FEW_CUSTOMERS}, or
 * per 4 KB of customers. The line and the accounts are read one after the other while others write,
 * so all of it is a hint.
 */
final class OutlookReading {
  private static final int MOST_ACCOUNTS = 1_000;
  private static final int FEW_CUSTOMERS = 20;
  private static final int MOST_CUSTOMERS = 10_000;
  private static final int PER_PAGE = 1_000;

  /** Of an agenda's own line, if it is behind those that are read of all lines. */
  private static final int OWN = Snapshot.MAX_CANDIDATES / 2;

  /** Whose agendas are those that nobody was asked about. */
  private static final CustomerId OTHERS = new CustomerId("others.not.read");

  private final Lines lines;
  private final Accounts accounts;
  private final Estimates estimates;
  private final ObjectRows objects;

  OutlookReading(ItemStore items) {
    this.lines = new Lines(items);
    this.accounts = new Accounts(items);
    this.estimates = new Estimates(items);
    this.objects = new ObjectRows(items);
  }

  /**
   * What was read.
   *
   * @param line those that wait, by agenda
   * @param known what agendas of the insight took
   * @param paces how those of a customer differ; of who has several lanes, that of the most ended
   */
  record Seen(
      Outlook outlook,
      Map<AgendaKey, InLine> line,
      Estimates.Known known,
      Map<CustomerId, Pace> paces) {
    Seen {
      paces = Map.copyOf(paces);
    }

    Pace pace(CustomerId customer) {
      return paces.getOrDefault(customer, Pace.UNSEEN);
    }
  }

  /**
   * Reads it.
   *
   * @param room how many more agendas its queue takes
   */
  Seen read(Insight insight, AgendaKey agenda, Place place, int room, Instant now) {
    List<InLine> oldest = lines.oldest(insight.id(), Snapshot.MAX_CANDIDATES);
    boolean isWhole = oldest.size() < Snapshot.MAX_CANDIDATES;
    Map<AgendaKey, InLine> line = line(insight, agenda, place, oldest);
    Algorithm algorithm =
        Algorithms.find(insight.algorithm()).or(() -> Algorithms.find(Insight.FIFO)).orElseThrow();
    InsightTerms terms = insight.terms();
    Ledger ledger = lines.ledger(insight.id());
    boolean isKept =
        algorithm.candidates() != Candidates.OLDEST
            || !terms.limits().isNone()
            || !terms.customerLimits().isNone()
            || ledger.roll().isForCustomers();
    var known = isKept ? estimates.read(insight.id()) : new Estimates.Known(insight.id(), Map.of());
    Policy policy = policy(insight);
    Map<AccountKey, AccountRow> rows = isKept ? rows(insight, agenda) : Map.of();
    Map<CustomerId, CustomerTerms> customers = isKept ? customers(rows.keySet(), line) : Map.of();
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
          row.asOf(now, virtualTime, weight(customers, key.customer()), policy.halfLife());
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
                weight(customers, id),
                amounts,
                customers
                    .getOrDefault(id, CustomerTerms.USUAL)
                    .limits()
                    .or(terms.customerLimits()))));
    return new Seen(
        new Outlook(
            now,
            algorithm,
            policy,
            room,
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

  private Map<AccountKey, AccountRow> rows(Insight insight, AgendaKey agenda) {
    var rows = new LinkedHashMap<AccountKey, AccountRow>();
    accounts.all(insight.id(), "", MOST_ACCOUNTS).forEach(row -> rows.put(row.key(), row));
    accounts.of(insight.id(), agenda.customer()).forEach(row -> rows.put(row.key(), row));
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

  private Map<CustomerId, CustomerTerms> customers(
      Set<AccountKey> accountKeys, Map<AgendaKey, InLine> line) {
    Set<CustomerId> asked = new HashSet<>();
    accountKeys.forEach(key -> asked.add(key.customer()));
    line.keySet().forEach(key -> asked.add(key.customer()));
    Map<CustomerId, CustomerTerms> found = new HashMap<>();
    if (asked.size() <= FEW_CUSTOMERS) {
      asked.forEach(id ->
          objects
              .main(ObjectKind.CUSTOMER, id.value())
              .ifPresent(object -> found.put(id, CustomerTerms.of(object.fields()))));
      return found;
    }
    Optional<String> after = Optional.of("");
    while (after.isPresent() && found.size() < MOST_CUSTOMERS) {
      var page = objects.list(ObjectKind.CUSTOMER, List.of(Shelf.OPERATORS), PER_PAGE, after.get());
      page.objects()
          .forEach(
              object -> found.put(new CustomerId(object.id()), CustomerTerms.of(object.fields())));
      after = page.next();
    }
    return found;
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
