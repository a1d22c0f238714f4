package dev.fairlead.bench.pods;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodCluster.Creation;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodName;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The limit: the same pods with the same payloads, made by several requests at a time, watched, and
 * deleted as soon as each is over, with nothing else to do in between.
 */
final class PlainPods implements Pods, AutoCloseable {
  /** More do not make the API server faster on the machines that this was tried on. */
  private static final int REQUESTS_AT_A_TIME = 8;

  private static final CustomerId NOBODY = new CustomerId("bench");

  private final PodCluster cluster;
  private final HandlerTerms handler;
  private final InstantSource clock;
  private final Ids ids;
  private final Duration patience;
  private final ExecutorService requests = Executors.newFixedThreadPool(REQUESTS_AT_A_TIME);
  private final Map<PodRef, CompletableFuture<Instant>> awaited = new ConcurrentHashMap<>();

  /**
   * A maker.
   *
   * @param patience for all of a round
   */
  PlainPods(
      PodCluster cluster, HandlerTerms handler, InstantSource clock, Ids ids, Duration patience) {
    this.cluster = cluster;
    this.handler = handler;
    this.clock = clock;
    this.ids = ids;
    this.patience = patience;
  }

  /** Is to be told how each pod is, as often as it changes. */
  void seen(PodFacts pod) {
    CompletableFuture<Instant> start = awaited.get(pod.pod());
    if (start == null || start.isDone() || !pod.isOver()) {
      return;
    }
    var _ = requests.submit(() -> cluster.delete(pod.pod(), Optional.of(pod.uid())));
    PodFacts.Ended ended = pod.ended().orElse(null);
    if (ended == null || ended.exitCode() != 0) {
      start.completeExceptionally(
          new IllegalStateException("pod " + pod.pod() + " failed: " + pod.reason() + " " + ended));
    } else {
      start.completeAsync(() -> ClockPod.startOf(ended.message()), Runnable::run);
    }
  }

  @Override
  public Done run(int count) {
    var agenda = new AgendaKey(NOBODY, ids.newAgendaId());
    var orders = new ArrayList<PodOrder>();
    for (int i = 0; i < count; i++) {
      orders.add(order(new OperationKey(agenda, "pod" + i)));
    }
    orders.forEach(order -> awaited.put(order.pod(), new CompletableFuture<>()));
    List<CompletableFuture<Instant>> starts =
        orders.stream().map(PodOrder::pod).map(awaited::get).toList();
    Instant begun = clock.instant();
    List<Future<?>> made = new ArrayList<>();
    orders.forEach(order -> made.add(requests.submit(() -> make(order))));
    await(CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new)), made);
    Instant over = clock.instant();
    orders.forEach(order -> awaited.remove(order.pod()));
    return new Done(
        begun,
        over,
        starts.stream().map(CompletableFuture::join).toList(),
        agenda.agenda().value());
  }

  private void make(PodOrder order) {
    if (cluster.create(order) instanceof Creation.Refused(var why, String message)) {
      var refused = new IllegalStateException("the cluster refused a pod: " + why + " " + message);
      Optional.ofNullable(awaited.get(order.pod()))
          .ifPresent(start -> start.completeExceptionally(refused));
    }
  }

  private void await(CompletableFuture<Void> all, List<Future<?>> made) {
    try {
      for (Future<?> each : made) {
        each.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      }
      all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("pods are not over after " + patience, late);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }

  private PodOrder order(OperationKey key) {
    return new PodOrder(
        new PodRef(cluster.usualNamespace(), PodName.of(key, 1)),
        key,
        1,
        ClockPod.TYPE,
        CorrelationId.of(key.agenda().agenda()),
        handler,
        Amounts.NONE,
        "{}",
        Optional.empty(),
        Set.of(),
        patience,
        Optional.empty());
  }

  @Override
  public void close() {
    requests.shutdownNow();
  }
}
