package dev.fairlead.bench.pods;

import dev.fairlead.bench.Figures;
import dev.fairlead.bench.home.HomeClient;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.ClusterView;
import dev.fairlead.kubernetes.KubernetesAdapters;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes the same pods as operations of an agenda and without Fairlead, in turns, so that whatever
 * else the cluster has to do is in both. No pod of one round is left when the next begins.
 */
public final class PodsBench {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final KubernetesAdapters kubernetes;
  private final HomeClient client;
  private final String image;
  private final InstantSource clock;
  private final Consumer<String> out;

  /**
   * A bench.
   *
   * @param client of a server whose pods are in the cluster's usual namespace
   * @param image with {@code sh} and {@code stat}, which every node has
   * @param out gets a line for each round
   */
  public PodsBench(
      KubernetesAdapters kubernetes,
      HomeClient client,
      String image,
      InstantSource clock,
      Consumer<String> out) {
    this.kubernetes = kubernetes;
    this.client = client;
    this.image = image;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Runs rounds of each way, after one of each that does not count.
   *
   * @param pods of a round, 1 and up
   * @param rounds of each way, 1 and up
   */
  public Summary run(int pods, int rounds) throws Exception {
    client.register(ClockPod.handler(image));
    var ids = new Ids(clock, new SecureRandom());
    String environment = "bench-" + ids.newAgendaId();
    try (var plain =
            new PlainPods(
                kubernetes.pods(environment), ClockPod.terms(image), clock, ids, PATIENCE);
        var _ = kubernetes.watchPods(environment, plain::seen, _ -> {})) {
      var fairlead = new FairleadPods(client, clock, PATIENCE);
      Function<Way, Pods> ways =
          way ->
              switch (way) {
                case FAIRLEAD -> fairlead;
                case PLAIN -> plain;
              };
      inTurns(ways, pods, 0);
      var results = new ArrayList<Round>();
      for (int i = 1; i <= rounds; i++) {
        results.addAll(inTurns(ways, pods, i));
      }
      return new Summary(kubernetes.cluster(), results);
    }
  }

  /** Who goes first, changes, too. */
  private List<Round> inTurns(Function<Way, Pods> ways, int pods, int number) {
    List<Way> order =
        number % 2 == 0 ? List.of(Way.FAIRLEAD, Way.PLAIN) : List.of(Way.PLAIN, Way.FAIRLEAD);
    var rounds = new ArrayList<Round>();
    for (Way way : order) {
      Pods.Done done = ways.apply(way).run(pods);
      var round = Round.of(way, done.begun(), done.over(), done.starts());
      out.accept((number == 0 ? "warm-up " : number + " ") + round.row());
      rounds.add(round);
      awaitNone(done.agenda());
    }
    return rounds;
  }

  private void awaitNone(String agenda) {
    Instant latest = clock.instant().plus(PATIENCE);
    while (!kubernetes
        .cluster()
        .pods(kubernetes.namespace(), KubernetesAdapters.AGENDA_LABEL, agenda)
        .orElse(List.of())
        .isEmpty()) {
      if (latest.isBefore(clock.instant())) {
        throw new IllegalStateException("pods of " + agenda + " stay though they were deleted");
      }
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new CancellationException("stopped");
      }
    }
  }

  /** All rounds. */
  public static final class Summary {
    private final String version;
    private final int nodes;
    private final List<Round> rounds;

    Summary(ClusterView cluster, List<Round> rounds) {
      this(cluster.version(), cluster.nodes().map(List::size).orElse(0), rounds);
    }

    Summary(String version, int nodes, List<Round> rounds) {
      this.version = version;
      this.nodes = nodes;
      this.rounds = rounds.stream().sorted(Comparator.comparing(Round::way)).toList();
    }

    private Round all(Way way) {
      return Round.together(way, rounds.stream().filter(round -> round.way() == way).toList());
    }

    /** Fairlead's pods a second, as a part of what is possible. */
    double ofLimit() {
      return all(Way.FAIRLEAD).perSecond() / all(Way.PLAIN).perSecond();
    }

    /** A table for people. */
    public List<String> table() {
      var lines = new ArrayList<>(List.of(Round.HEADING));
      for (Way way : Way.values()) {
        lines.add(all(way).row());
      }
      lines.add(
          "%.2f of the pods a second that plain creation comes to; Kubernetes %s, %d nodes"
              .formatted(ofLimit(), version, nodes));
      return lines;
    }

    /** The same for programs, with each round. */
    public Json json() {
      return Json.object()
          .put("kubernetes", version)
          .put("nodes", nodes)
          .put("fairlead", all(Way.FAIRLEAD).figures().build())
          .put("plain", all(Way.PLAIN).figures().build())
          .put("ofLimit", Figures.rounded(ofLimit(), 3))
          .put("rounds", Json.array(rounds.stream().<Json>map(r -> r.figures().build()).toList()))
          .build();
    }
  }
}
