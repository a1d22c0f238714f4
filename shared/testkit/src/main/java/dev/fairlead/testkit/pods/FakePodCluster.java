package dev.fairlead.testkit.pods;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodFacts.Phase;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.port.PortException;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A cluster in memory, of which a test says what happens on its nodes. It passes the same suite as
 * a real API server, and knows no more of Kubernetes than that.
 */
public final class FakePodCluster implements PodCluster {
  private final InstantSource clock;
  private final Set<String> namespaces;
  private final Map<PodRef, PodFacts> pods = new LinkedHashMap<>();
  private final Map<PodRef, String> logs = new LinkedHashMap<>();
  private final Map<PodRef, SortedMap<String, String>> answers = new LinkedHashMap<>();
  private final Map<PodRef, List<byte[]>> results = new LinkedHashMap<>();
  private final List<PodOrder> created = new ArrayList<>();
  private final Set<String> full = new HashSet<>();
  private final Set<String> hidden = new TreeSet<>();
  private int made;
  private int failures;

  public FakePodCluster(InstantSource clock, Set<String> namespaces) {
    this.clock = clock;
    this.namespaces = Set.copyOf(namespaces);
  }

  // What a test does.

  /** Every pod that was made, in order. */
  public List<PodOrder> created() {
    return List.copyOf(created);
  }

  /** The next calls are not answered. */
  public void failNext(int calls) {
    failures = calls;
  }

  /** A namespace has as much as it may have, or not any more. */
  public void fill(String namespace, boolean isFull) {
    if (isFull) {
      full.add(namespace);
    } else {
      full.remove(namespace);
    }
  }

  /** Pods of a namespace may not be listed any more, or are again. */
  public void hide(String namespace, boolean isHidden) {
    if (isHidden) {
      hidden.add(namespace);
    } else {
      hidden.remove(namespace);
    }
  }

  /** A pod's only container runs. */
  public void run(PodRef pod) {
    change(
        pod,
        facts ->
            new ChangedPod(facts)
                .phase(Phase.RUNNING)
                .running(Optional.of(clock.instant()))
                .build());
  }

  /** A pod's only container ends. */
  public void end(PodRef pod, int exitCode, String reason, String message) {
    change(
        pod,
        facts -> {
          var ended =
              new PodFacts.Ended(
                  exitCode,
                  reason,
                  message,
                  facts.runningSince().or(() -> Optional.of(clock.instant())),
                  Optional.of(clock.instant()));
          return new ChangedPod(facts)
              .phase(exitCode == 0 ? Phase.SUCCEEDED : Phase.FAILED)
              .running(Optional.empty())
              .ended(Optional.of(ended))
              .build();
        });
  }

  /** Anything else that may become of a pod. */
  public void change(PodRef pod, UnaryOperator<PodFacts> change) {
    pods.computeIfPresent(pod, (_, facts) -> change.apply(facts));
  }

  /** What a pod was answered, by the names that it gives what it wants beside it. */
  public SortedMap<String, String> answers(PodRef pod) {
    return answers.getOrDefault(pod, new TreeMap<>());
  }

  /** A pod prints. */
  public void print(PodRef pod, String text) {
    logs.merge(pod, text, String::concat);
  }

  /** A pod leaves parts of its result, and says nothing of them yet. */
  public void leave(PodRef pod, List<byte[]> parts) {
    results.put(pod, List.copyOf(parts));
  }

  /** A pod is gone without a word. */
  public void vanish(PodRef pod) {
    pods.remove(pod);
    logs.remove(pod);
    answers.remove(pod);
    results.remove(pod);
  }

  // The port.

  @Override
  public String usualNamespace() {
    return "default";
  }

  @Override
  public Creation create(PodOrder order) {
    answer();
    PodFacts there = pods.get(order.pod());
    if (there != null) {
      return new Creation.There(there);
    }
    if (!namespaces.contains(order.pod().namespace())) {
      return new Creation.Refused(
          Refusal.NAMESPACE, "namespaces \"" + order.pod().namespace() + "\" not found");
    }
    if (!order.pod().name().matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
      return new Creation.Refused(Refusal.INVALID, "metadata.name: Invalid value");
    }
    if (full.contains(order.pod().namespace())) {
      return new Creation.Refused(Refusal.QUOTA, "exceeded quota: pods");
    }
    var facts =
        new PodFacts(
            order.pod(),
            "uid-" + ++made,
            order.key(),
            order.attempt(),
            clock.instant(),
            Phase.PENDING,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new PodFacts.Said(Optional.empty(), Optional.empty()),
            new PodFacts.Ordered(
                order.handler().startsWithin(),
                order.handler().silence(),
                order.handler().keep(),
                order.handler().isIdempotent(),
                order.longest(),
                order.secrets(),
                Optional.empty()));
    created.add(order);
    pods.put(order.pod(), facts);
    return new Creation.There(facts);
  }

  @Override
  public Optional<PodFacts> find(PodRef pod) {
    answer();
    return Optional.ofNullable(pods.get(pod));
  }

  @Override
  public Listing list(int limit, Optional<String> after) {
    answer();
    // Those that are hidden come first, a page each.
    int from = after.map(Integer::parseInt).orElse(-hidden.size());
    if (from < 0) {
      String unseen = List.copyOf(hidden).get(hidden.size() + from);
      return new Listing(
          List.of(),
          Optional.of(Integer.toString(from + 1)),
          Optional.of(new Unseen(unseen, "the cluster answers 403")));
    }
    var all =
        pods.values().stream().filter(pod -> !hidden.contains(pod.pod().namespace())).toList();
    int to = Math.min(all.size(), from + limit);
    return new Listing(
        all.subList(Math.min(from, to), to),
        to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
  }

  @Override
  public void tell(PodFacts pod, String told) {
    answer();
    change(
        pod.pod(),
        facts -> facts.uid().equals(pod.uid()) ? new ChangedPod(facts).told(told).build() : facts);
  }

  @Override
  public void answer(PodFacts pod, Map<String, String> told) {
    answer();
    change(
        pod.pod(),
        facts -> {
          if (!facts.uid().equals(pod.uid())) {
            return facts;
          }
          answers.computeIfAbsent(pod.pod(), _ -> new TreeMap<>()).putAll(told);
          var answered = new HashSet<>(facts.said().answered());
          answered.addAll(told.keySet());
          return new ChangedPod(facts).answered(answered).build();
        });
  }

  @Override
  public Optional<String> logTail(PodRef pod, int bytes) {
    answer();
    return Optional.ofNullable(logs.get(pod))
        .filter(text -> !text.isEmpty())
        .map(text -> text.substring(Math.max(0, text.length() - bytes)));
  }

  @Override
  public Optional<byte[]> result(PodFacts pod) {
    answer();
    List<byte[]> parts = results.getOrDefault(pod.pod(), List.of());
    PodFacts there = pods.get(pod.pod());
    if (there == null || !there.uid().equals(pod.uid()) || parts.size() < pod.said().parts()) {
      return Optional.empty();
    }
    var all = new ByteArrayOutputStream();
    parts.subList(0, pod.said().parts()).forEach(all::writeBytes);
    return Optional.of(all.toByteArray());
  }

  @Override
  public Optional<Instant> lastLine(PodRef pod) {
    answer();
    return Optional.ofNullable(logs.get(pod)).map(_ -> clock.instant());
  }

  @Override
  public void delete(PodRef pod, Optional<String> uid) {
    answer();
    Optional<PodFacts> there =
        Optional.ofNullable(pods.get(pod))
            .filter(facts -> uid.map(facts.uid()::equals).orElse(true));
    there.ifPresent(_ -> vanish(pod));
  }

  private void answer() {
    if (failures > 0) {
      failures--;
      throw new PortException(PortException.Fault.UNAVAILABLE, "the cluster does not answer");
    }
  }
}
