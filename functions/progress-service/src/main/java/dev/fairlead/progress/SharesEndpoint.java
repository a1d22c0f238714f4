package dev.fairlead.progress;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.explain.Ahead;
import dev.fairlead.core.explain.Shares;
import dev.fairlead.core.explain.Shares.Queued;
import dev.fairlead.core.explain.Shares.Stake;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.scheduling.FairTags;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.Gates;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Insights;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Membership;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Place;
import dev.fairlead.store.PoolUse;
import dev.fairlead.wire.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an insight divides what it has. Cost: 1 read unit per 4 KB of its accounts and of all
 * customers, at most {@value #MOST_ACCOUNTS} of each, half of one per 4 KB of the {@value
 * Ahead#MOST} oldest in each of its three lines, and for a pool with a capacity 1 and {@link
 * PoolUse}'s.
 */
final class SharesEndpoint {
  private static final int PER_PAGE = 1_000;
  private static final int MOST_ACCOUNTS = 10_000;

  private final Insights insights;
  private final Lines lines;
  private final Accounts accounts;
  private final ObjectRows objects;
  private final PoolUse pools;
  private final Gates gates;
  private final InstantSource clock;

  SharesEndpoint(ItemStore items, InstantSource clock) {
    this.insights = new Insights(items, clock);
    this.lines = new Lines(items);
    this.accounts = new Accounts(items);
    this.objects = new ObjectRows(items);
    this.pools = new PoolUse(items);
    this.gates = new Gates(items, clock);
    this.clock = clock;
  }

  Reply shares(Call call) {
    Caller caller = call.caller();
    Insight insight =
        Optional.of(call.path(Parameter.INSIGHT_ID))
            .filter(ObjectKind.INSIGHT::isId)
            .flatMap(insights::find)
            .filter(found -> caller.isOperator() || found.isVisibleTo(caller.customer()))
            .orElseThrow(
                () -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such insight."));
    Instant now = clock.instant();
    List<InLine> line = lines.oldest(insight.id(), Ahead.MOST);
    List<Json> rows =
        Shares.of(stakes(insight.id()), queued(line)).stream()
            .filter(row -> caller.isOperator() || row.customer().equals(caller.customer()))
            .map(row -> json(row, now))
            .toList();
    return Reply.json(
        Json.object()
            .put("insightId", insight.id())
            .put("algorithm", insight.algorithm())
            .put("at", Times.text(now))
            .put("customers", Json.array(rows))
            .putIfPresent(
                "pool",
                Membership.of(insight, gates, insights)
                    .map(member -> pools.ofInsight(member, insight.id(), caller.isOperator())))
            .put("subAgendas", count(Place.Line.KIN, insight, caller))
            .put("setAside", count(Place.Line.ASIDE, insight, caller))
            .put("isMore", line.size() == Ahead.MOST)
            .build());
  }

  /** Of those that the caller may know of. */
  private long count(Place.Line line, Insight insight, Caller caller) {
    return lines.oldest(line, insight.id(), Ahead.MOST).stream()
        .filter(entry -> caller.isOperator() || entry.agenda().customer().equals(caller.customer()))
        .count();
  }

  private List<Stake> stakes(String insight) {
    Ledger ledger = lines.ledger(insight);
    var rows = new ArrayList<AccountRow>();
    // Sorts before every customer: the first page begins with the first one.
    String after = "";
    List<AccountRow> page;
    do {
      page = accounts.all(insight, after, PER_PAGE);
      rows.addAll(page);
      after = page.isEmpty() ? after : page.getLast().key().customer().value();
    } while (page.size() == PER_PAGE && rows.size() < MOST_ACCOUNTS);
    Map<CustomerId, Double> weights = rows.isEmpty() ? Map.of() : weights();
    return rows.stream()
        .map(row ->
            new Stake(
                row.key().customer(),
                row.key().lane(),
                weights.getOrDefault(row.key().customer(), 1.0),
                row.held().slots(),
                row.contends()
                    .map(_ ->
                        FairTags.startTag(ledger.virtualTime(row.key().lane()), row.finishTag()))))
        .toList();
  }

  private Map<CustomerId, Double> weights() {
    var weights = new HashMap<CustomerId, Double>();
    Optional<String> after = Optional.of("");
    while (after.isPresent() && weights.size() < MOST_ACCOUNTS) {
      var page = objects.list(ObjectKind.CUSTOMER, List.of(Shelf.OPERATORS), PER_PAGE, after.get());
      page.objects()
          .forEach(object ->
              weights.put(new CustomerId(object.id()), CustomerTerms.of(object.fields()).weight()));
      after = page.next();
    }
    return weights;
  }

  /** The oldest come first. */
  private static Map<CustomerId, Queued> queued(List<InLine> line) {
    var queued = new HashMap<CustomerId, Queued>();
    for (InLine entry : line) {
      queued.merge(
          entry.agenda().customer(),
          new Queued(1, entry.place().since()),
          (first, _) -> new Queued(first.agendas() + 1, first.oldest()));
    }
    return queued;
  }

  private static Json json(Shares.Row row, Instant now) {
    return Json.object()
        .put("customerId", row.customer().value())
        .put("weight", rounded(row.weight()))
        .put("share", rounded(row.share()))
        .put("due", rounded(row.due()))
        .put("slots", rounded(row.slots()))
        .put("lag", rounded(row.lag()))
        .put("waiting", row.queued().map(Queued::agendas).orElse(0))
        .putIfPresent(
            "oldestWaitSeconds",
            row.queued()
                .map(some -> Duration.between(some.oldest(), now))
                .map(wait -> Json.of(Math.max(0, wait.toSeconds()))))
        .build();
  }

  private static Json rounded(double number) {
    return Json.of(BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP));
  }
}
