package dev.fairlead.progress;

import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.outlook.Forecast;
import dev.fairlead.core.outlook.PoolOutlook;
import dev.fairlead.core.outlook.RunForecast;
import dev.fairlead.core.outlook.Spread;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pace;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Estimates;
import dev.fairlead.store.Handlers;
import dev.fairlead.wire.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** When an agenda starts and ends, as far as that can be told. */
final class EtaEndpoint {
  private final Runs runs;
  private final Reasons reasons;
  private final OwnRuns ownRuns;
  private final Estimates estimates;
  private final Accounts accounts;
  private final ItemStore items;
  private final Handlers handlers;
  private final PoolReading pools;
  private final InstantSource clock;

  EtaEndpoint(Runs runs, Reasons reasons, AgendaRows rows, ItemStore items, InstantSource clock) {
    this.runs = runs;
    this.reasons = reasons;
    this.ownRuns = new OwnRuns(rows);
    this.estimates = new Estimates(items);
    this.accounts = new Accounts(items);
    this.items = items;
    this.handlers = new Handlers(items, clock);
    this.pools = new PoolReading(items, clock);
    this.clock = clock;
  }

  /** What is answered, as it comes together. */
  private static final class Answer {
    private final Instant now;
    private final List<String> assumptions = new ArrayList<>();
    private Optional<Spread> start = Optional.empty();
    private Optional<Spread> end = Optional.empty();
    private Optional<String> unknown = Optional.empty();

    Answer(Instant now) {
      this.now = now;
    }

    void unknown(String why) {
      unknown = Optional.of(why);
    }

    private Json.Obj json(Spread spread) {
      return Json.object()
          .put("low", Times.text(now.plus(spread.low())))
          .put("expected", Times.text(now.plus(spread.expected())))
          .put("high", Times.text(now.plus(spread.high())))
          .build();
    }
  }

  Reply eta(Call call) {
    AgendaHeader header = runs.header(call);
    AgendaRun run = runs.run(header);
    Plan plan = runs.plan(header, run);
    Instant now = clock.instant();
    Reasons.Found found = reasons.of(header, plan, run, now);
    // The same for whoever asks at the same time.
    var random = new SplittableRandom(header.key().hashCode() * 31L + now.toEpochMilli());
    var answer = new Answer(now);
    switch (found.reason()) {
      case AgendaReason.Held _,
          AgendaReason.InsightHeld _,
          AgendaReason.PoolHeld _,
          AgendaReason.Paused _,
          AgendaReason.Inventory _ ->
          answer.unknown(found.reason().sentence());
      case AgendaReason.Over over -> answer.unknown(over.sentence());
      case AgendaReason reason when found.sight().isPresent() ->
          waiting(found.sight().get(), reason, answer, random);
      case AgendaReason _ -> running(header, plan, run, answer, random);
    }
    return Reply.json(
        Json.object()
            .put("agendaId", header.key().agenda().value())
            .put("state", found.state(run).name())
            .put("at", Times.text(now))
            .putIfPresent("start", answer.start.map(answer::json))
            .putIfPresent("end", answer.end.map(answer::json))
            .putText("unknown", answer.unknown)
            .put("assumptions", Json.texts(answer.assumptions))
            .build());
  }

  private void waiting(Sight sight, AgendaReason reason, Answer answer, RandomGenerator random) {
    String shape = sight.shape().orElse("");
    Estimate estimate = known(sight.agenda(), sight.estimate(), shape, answer);
    PoolOutlook outlook = pools.around(sight, estimate, answer.now);
    Optional<Forecast> forecast = sight.forecast(estimate, outlook, answer.now, random);
    if (forecast.isEmpty()) {
      answer.assumptions.clear();
      answer.unknown(
          "As things are it may never start, or it is too far back to tell. " + reason.sentence());
      return;
    }
    var assumptions = answer.assumptions;
    answer.start = forecast.map(Forecast::start);
    answer.end = forecast.map(Forecast::end);
    if (reason instanceof AgendaReason.Dispatched dispatched) {
      assumptions.add(dispatched.sentence());
    } else {
      assumptions.add(
          sight.place().ahead().sentence()
              + " Its insight goes on as now, by its own rules: limits, weights and what runs.");
      pooled(outlook, assumptions);
    }
    boolean isClaimedLate = !sight.dispatched().isEmpty() && sight.secondsPerClaim(answer.now) > 1;
    assumptions.add(
        isClaimedLate
            ? String.format(
                Locale.ROOT,
                "What is dispatched is claimed one in %.1f s, as now.",
                sight.secondsPerClaim(answer.now))
            : "What is dispatched is claimed at once.");
  }

  /** By what the insights of its pool, and who sends them agendas, are taken to go on. */
  private static void pooled(PoolOutlook outlook, List<String> assumptions) {
    boolean isShared = !outlook.tree().capacity().isNone();
    if (isShared) {
      assumptions.add(
          "So do the other insights of its resource pool, and all draw on its capacity as they may"
              + " now; what starts takes its floor and grows no further.");
    }
    if (outlook.unseen() > 0) {
      assumptions.add(
          "What "
              + outlook.unseen()
              + " more insights of the pool have of it stays theirs: they were not looked at.");
    }
    if (isShared) {
      assumptions.add("Everybody who has agendas in them goes on sending them as often as now.");
    } else if (!outlook.prospect().outlook().isByAge()) {
      assumptions.add("Everybody who has agendas here goes on sending them as often as now.");
    }
    if (outlook.prospects().values().stream().anyMatch(one -> !one.outlook().isWhole())) {
      assumptions.add("Only the oldest 1,000 in line were looked at.");
    }
  }

  private void running(
      AgendaHeader header, Plan plan, AgendaRun run, Answer answer, RandomGenerator random) {
    var admission = runs.row(header).admission();
    String shape = admission.map(terms -> terms.shape()).orElse("");
    Estimate kept =
        admission
            .map(terms -> estimates.read(terms.insight()).of(terms.shape()))
            .orElse(Estimate.UNSEEN);
    Estimate whole = known(header.key(), kept, shape, answer);
    Pace pace =
        admission
            .map(terms ->
                accounts.find(
                    terms.insight(), new AccountKey(header.key().customer(), terms.lane())))
            .map(AccountRow::pace)
            .orElse(Pace.UNSEEN);
    var facts = new StoredFacts(items, handlers, header.key(), plan, false);
    switch (RunForecast.of(plan, run, facts, whole, pace, answer.now, random)) {
      case RunForecast.Result.ByPath(Spread end) -> {
        answer.end = Optional.of(end);
        answer.assumptions.clear();
        answer.assumptions.add(
            "By the longest path of operations that are left: each lasts as it says, or as those of"
                + " its type did here.");
        answer.assumptions.add("Nothing waits for a slot or for its turn, and nothing fails.");
      }
      case RunForecast.Result.ByShape(Spread end) -> answer.end = Optional.of(end);
      case RunForecast.Result.Unknowable(List<String> approvals) -> {
        answer.assumptions.clear();
        answer.unknown(
            "Nobody knows when it is answered: "
                + String.join(", ", approvals.subList(0, Math.min(3, approvals.size())))
                + (approvals.size() > 3 ? " and others" : "")
                + (approvals.size() == 1 ? " waits, or will wait," : " wait, or will wait,")
                + " for an approval.");
      }
    }
  }

  /** What is known of agendas like it; of an insight that keeps nothing, the customer's own. */
  private Estimate known(AgendaKey agenda, Estimate kept, String shape, Answer answer) {
    boolean isOwn = kept.count() == 0;
    Estimate known = isOwn ? ownRuns.of(agenda.customer(), shape) : kept;
    answer.assumptions.add(said(known, shape, isOwn));
    return known;
  }

  private static String said(Estimate known, String shape, boolean isOwn) {
    if (known.count() == 0) {
      return "Nothing like it has ended yet: it may last a minute, or anything from 6 s to 10"
          + " min.";
    }
    return String.format(
        Locale.ROOT,
        "It lasts as %s of its kind (%s) did: %.1f s at the median, of %d.",
        isOwn ? "your own agendas" : "agendas",
        shape,
        known.p50Seconds(),
        known.count());
  }
}
