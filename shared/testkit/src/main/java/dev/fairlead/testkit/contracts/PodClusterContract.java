package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodCluster.Creation;
import dev.fairlead.core.pod.PodCluster.Refusal;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodFacts.Phase;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.testkit.pods.ChangedPod;
import dev.fairlead.testkit.pods.PodOrders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every cluster does with pods, be they ever run or not.
 *
 * <p>An implementation extends this and gives a cluster with two namespaces, into the second of
 * which no pod fits.
 */
public abstract class PodClusterContract {
  private static final AgendaKey AGENDA = AgendaKey.parse("acme/01m80hyphcksdyrkv91t7ay769");

  private final String prefix = UniqueNames.forTestOf(getClass());

  protected abstract PodCluster cluster();

  /** A namespace that takes pods. */
  protected abstract String namespace();

  /** A namespace whose quota is 0 pods. */
  protected abstract String fullNamespace();

  /** What a container of that pod leaves beside it. */
  protected abstract void leave(PodFacts pod, List<byte[]> parts);

  private PodOrder order(String operation) {
    return PodOrders.of(
        namespace(),
        new OperationKey(AGENDA, prefix + "/" + operation),
        PodOrders.script("cat $FAIRLEAD_PAYLOAD_FILE"));
  }

  private PodFacts made(PodOrder order) {
    assertThat(cluster().create(order)).isInstanceOf(Creation.There.class);
    return cluster().find(order.pod()).orElseThrow();
  }

  @Test
  void makesAPodThatSaysWhoseItIs() {
    PodOrder order =
        PodOrders.of(
            namespace(),
            new OperationKey(AGENDA, prefix + "/päck/it, please"),
            HandlerTerms.of(Json.object().put("image", PodOrders.IMAGE).put("keep", "2h").build()));

    PodFacts pod = made(order);

    assertThat(pod.pod()).isEqualTo(order.pod());
    assertThat(pod.key()).isEqualTo(order.key());
    assertThat(pod.attempt()).isEqualTo(1);
    assertThat(pod.phase()).isIn(Phase.PENDING, Phase.RUNNING, Phase.SUCCEEDED);
    assertThat(pod.order().startsWithin()).isEqualTo(order.handler().startsWithin());
    assertThat(pod.order().longest()).isEqualTo(order.longest());
    assertThat(pod.order().keep()).contains(Duration.ofHours(2));
    assertThat(pod.order().told()).isEmpty();
  }

  @Test
  void makesAPodOnce() {
    PodOrder order = order("once");
    PodFacts first = made(order);

    PodFacts second = made(order);

    assertThat(second.uid()).isEqualTo(first.uid());
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(cluster().find(order("none").pod())).isEmpty();
    assertThat(cluster().logTail(order("none").pod(), 100)).isEmpty();
    assertThat(cluster().lastLine(order("none").pod())).isEmpty();
  }

  @Test
  void saysWhyItMakesNone() {
    PodOrder order = order("refused");

    assertThat(refusal(at(order, new PodRef("fairlead-no-such", order.pod().name()))))
        .isEqualTo(Refusal.NAMESPACE);
    assertThat(refusal(at(order, new PodRef(fullNamespace(), order.pod().name()))))
        .isEqualTo(Refusal.QUOTA);
    assertThat(refusal(at(order, new PodRef(namespace(), "No_Name")))).isEqualTo(Refusal.INVALID);
  }

  private Refusal refusal(PodOrder order) {
    Creation creation = cluster().create(order);
    assertThat(creation).isInstanceOf(Creation.Refused.class);
    assertThat(((Creation.Refused) creation).message()).isNotBlank();
    return ((Creation.Refused) creation).why();
  }

  private static PodOrder at(PodOrder order, PodRef pod) {
    return new PodOrder(
        pod,
        order.key(),
        order.attempt(),
        order.type(),
        order.correlationId(),
        order.handler(),
        order.requests(),
        order.payload(),
        order.lastProgress(),
        order.secrets(),
        order.longest(),
        order.owner());
  }

  @Test
  void listsAllByPages() {
    var refs = new ArrayList<PodRef>();
    for (String name : List.of("a", "b", "c")) {
      refs.add(made(order("list-" + name)).pod());
    }

    var found = new ArrayList<PodRef>();
    Optional<String> after = Optional.empty();
    do {
      var page = cluster().list(2, after);
      assertThat(page.pods()).hasSizeLessThanOrEqualTo(2);
      page.pods().forEach(pod -> found.add(pod.pod()));
      after = page.next();
    } while (after.isPresent());

    assertThat(found).containsAll(refs).doesNotHaveDuplicates();
  }

  @Test
  void remembersWhatWasTold() {
    PodFacts pod = made(order("told"));

    cluster().tell(pod, "runs 1");
    cluster().tell(pod, "runs 2");

    assertThat(cluster().find(pod.pod()).orElseThrow().order().told()).contains("runs 2");
  }

  @Test
  void keepsWhatAPodIsAnswered() {
    PodFacts pod = made(order("answered"));

    cluster().answer(pod, Map.of("one", "{\"state\":\"succeeded\"}", "two", "{}"));
    cluster().answer(pod, Map.of("two", "{\"state\":\"failed\"}"));

    PodFacts.Said said = cluster().find(pod.pod()).orElseThrow().said();
    assertThat(said.answered()).containsExactlyInAnyOrder("one", "two");
    assertThat(said.asked()).isEmpty();
  }

  @Test
  void putsTogetherTheResultThatAPodLeftInParts() {
    PodFacts pod = made(order("result"));
    byte[] first = new byte[PodOrder.MAX_PART];
    byte[] second = {(byte) 0xff, 0, 7};

    assertThat(cluster().result(new ChangedPod(pod).parts(1).build())).isEmpty();
    leave(pod, List.of(first, second));

    assertThat(cluster().result(new ChangedPod(pod).parts(2).build()))
        .hasValueSatisfying(
            all -> assertThat(all).startsWith(first).endsWith(second).hasSize(first.length + 3));
    assertThat(cluster().result(new ChangedPod(pod).parts(3).build())).isEmpty();
    assertThat(cluster().result(new ChangedPod(another(pod)).parts(2).build())).isEmpty();
  }

  @Test
  void makesAPodBesideAnother() {
    PodFacts parent = made(order("parent"));
    PodOrder child = ownedBy(order("parent[child]"), parent);

    PodFacts made = made(child);

    assertThat(made.pod().namespace()).isEqualTo(parent.pod().namespace());
    assertThat(made.key()).isEqualTo(child.key());
  }

  private static PodOrder ownedBy(PodOrder order, PodFacts parent) {
    return new PodOrder(
        order.pod(),
        order.key(),
        order.attempt(),
        order.type(),
        order.correlationId(),
        order.handler(),
        order.requests(),
        order.payload(),
        order.lastProgress(),
        order.secrets(),
        order.longest(),
        Optional.of(new PodOrder.Owner(parent.pod().name(), parent.uid())));
  }

  @Test
  void tellsNothingToThePodThatHasTheNameNow() {
    PodFacts pod = made(order("successor"));
    PodFacts other = another(pod);

    cluster().tell(other, "runs");
    cluster().answer(other, Map.of("one", "{}"));
    cluster().delete(pod.pod(), Optional.of(other.uid()));

    PodFacts found = cluster().find(pod.pod()).orElseThrow();
    assertThat(found.order().told()).isEmpty();
    assertThat(found.said().answered()).isEmpty();
  }

  private static PodFacts another(PodFacts pod) {
    return new PodFacts(
        pod.pod(),
        "00000000-0000-0000-0000-000000000000",
        pod.key(),
        pod.attempt(),
        pod.createdAt(),
        pod.phase(),
        pod.node(),
        pod.deletedAt(),
        pod.reason(),
        pod.message(),
        pod.unschedulable(),
        pod.waiting(),
        pod.runningSince(),
        pod.ended(),
        pod.said(),
        pod.order());
  }

  @Test
  void deletesWhatItIsToldToAndNothingTwice() {
    PodFacts pod = made(order("deleted"));

    cluster().delete(pod.pod(), Optional.of(pod.uid()));
    cluster().delete(pod.pod(), Optional.of(pod.uid()));
    cluster().delete(order("never").pod(), Optional.empty());

    // A real one takes its time to end, and says that somebody deleted it.
    assertThat(cluster().find(pod.pod()).map(found -> found.deletedAt().isPresent()))
        .isIn(Optional.empty(), Optional.of(true));
  }
}
