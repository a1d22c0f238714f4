package dev.fairlead.bench.scheduler;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.core.scheduling.replay.InsightModel;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * One insight in memory, with a line that stays as long as it is: what is dispatched ends, and
 * comes again. Ceilings, limits and receipts are on.
 */
final class SchedulerBench {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ROOM = 500;
  private static final long SLOTS = 4_000;
  private static final Limits CEILING = Limits.ofMap(Map.of("operations", 400L, "agendas", 300L));

  private record Running(Pick pick, Instant at) {}

  private final InsightModel insight;
  private final List<CustomerId> customers = new ArrayList<>();
  private final ArrayDeque<Running> running = new ArrayDeque<>();
  private final Random random = new Random(7);
  private final boolean hasLanes;

  private long submitted;
  private Instant now = START;
  private long decideNanos;
  private long againNanos;
  private long picked;
  private int mostCandidates;
  private final List<Double> microsPerDecision = new ArrayList<>();

  private SchedulerBench(Algorithm algorithm, int customerCount, int queued) {
    hasLanes = algorithm.hasLanes();
    insight =
        new InsightModel(
            algorithm,
            Policy.of(algorithm.name()),
            Limits.ofMap(Map.of("operations", SLOTS)),
            this::decide,
            true);
    for (int i = 0; i < Math.min(customerCount, queued); i++) {
      var id = new CustomerId(String.format(Locale.ROOT, "c%06d", i));
      customers.add(id);
      insight.customer(id, 1 + i % 16, CEILING);
    }
    for (int i = 0; i < queued; i++) {
      submit(customers.get(i % customers.size()));
    }
    now = START.plusMillis(queued);
  }

  /** Measures; the first turns only warm up. */
  static Speed run(Algorithm algorithm, int customers, int queued, int decisions) {
    long before = usedBytes();
    var bench = new SchedulerBench(algorithm, customers, queued);
    double bytes = (double) Math.max(0, usedBytes() - before) / queued;
    bench.turns(decisions / 2);
    bench.forget();
    long began = cpuNanos();
    bench.turns(decisions);
    double seconds = (cpuNanos() - began) / 1e9;
    bench.microsPerDecision.sort(null);
    return new Speed(
        bench.customers.size(),
        queued,
        bench.picked / (bench.decideNanos / 1e9),
        bench.picked / (bench.againNanos / 1e9),
        bench.picked / (seconds - bench.againNanos / 1e9),
        bench.microsPerDecision.get((int) (0.99 * (bench.microsPerDecision.size() - 1))),
        bytes,
        (double) bench.picked / bench.microsPerDecision.size(),
        bench.mostCandidates);
  }

  private void turns(int decisions) {
    for (long goal = picked + decisions; picked < goal; ) {
      now = now.plusMillis(ROOM);
      for (Pick pick : insight.turn(now, ROOM)) {
        running.add(new Running(pick, now));
        submit(pick.waiting().agenda().customer());
      }
      while (running.size() > SLOTS / 2) {
        Running ended = running.remove();
        insight.ended(ended.pick(), ended.at(), 1 + random.nextInt(20));
      }
    }
  }

  private void forget() {
    decideNanos = 0;
    againNanos = 0;
    picked = 0;
    microsPerDecision.clear();
  }

  private Decision decide(Snapshot snapshot, Algorithm algorithm, Policy policy) {
    long began = cpuNanos();
    Decision decision = Contest.decide(snapshot, algorithm, policy);
    long took = cpuNanos() - began;
    decideNanos += took;
    // The same once more, with all it reads still in the processor's caches.
    Decision again = Contest.decide(snapshot, algorithm, policy);
    againNanos += cpuNanos() - began - took;
    if (!again.equals(decision)) {
      throw new IllegalStateException("the same snapshot was decided otherwise");
    }
    picked += decision.picks().size();
    if (!decision.picks().isEmpty()) {
      microsPerDecision.add(took / 1e3 / decision.picks().size());
    }
    int candidates = snapshot.accounts().stream().mapToInt(account -> account.heads().size()).sum();
    mostCandidates = Math.max(mostCandidates, candidates);
    return decision;
  }

  private void submit(CustomerId customer) {
    String digits = Long.toString(++submitted);
    var id = new AgendaId("0".repeat(26 - digits.length()) + digits);
    insight.submit(
        new Waiting(
            new AgendaKey(customer, id),
            hasLanes ? random.nextInt(21) - 10 : 0,
            // One a millisecond, the parts of which no order tells.
            START.plusMillis(submitted),
            Amounts.of(1, 1 + random.nextInt(2), 500, 1024),
            1 + random.nextInt(20)));
  }

  /** Of this thread: what others do on the machine does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
