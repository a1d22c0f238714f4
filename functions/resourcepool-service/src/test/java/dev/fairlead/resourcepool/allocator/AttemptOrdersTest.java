package dev.fairlead.resourcepool.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.AttemptOrder;
import dev.fairlead.store.StoredObject;
import dev.fairlead.testkit.leases.TestWorld.Step;
import dev.fairlead.wire.HostMessage;
import dev.fairlead.wire.PodMessage;
import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of orders to do attempts on leases, by whatever ways they come. */
class AttemptOrdersTest {
  private static final String TYPE = "encode";
  private static final OperationKey KEY =
      new OperationKey(
          new AgendaKey(LeaseWorld.ACME, new AgendaId("01k7h2m6n8p9q0r1s2t3v4w5x6")), "a");
  private static final LeaseId LEASE = LeaseId.ofAttempt(KEY, 1);

  private final LeaseWorld world = new LeaseWorld();

  @BeforeEach
  void handler() {
    handler("boxes");
  }

  @Test
  void waitsWithoutATurnForEachWhoAsksAgain() {
    world.blueprint("boxes", "isDisabled=true");
    deliver(launch());
    assertThat(lease().state()).isEqualTo(LeaseState.PENDING);
    world.blueprint("boxes", "limit=1");

    // It is heard of, and no turn is taken for that.
    world.pass(Duration.ofMinutes(5));
    deliver(launch());

    assertThat(lease().state()).isEqualTo(LeaseState.PENDING);
    assertThat(lease().stamps().heard()).isEqualTo(world.clock.instant());
    world.tick();
    assertThat(lease().state()).isEqualTo(LeaseState.ACTIVE);
  }

  @Test
  void whoIsReleasedBeforeTheyAskGetsNothing() {
    world.blueprint("boxes");

    deliver(new PodMessage.Release(KEY, 1, TYPE));
    deliver(launch());
    world.tick();

    assertThat(lease().state()).isEqualTo(LeaseState.DESTROYED);
    assertThat(lease().resource()).isEmpty();
    assertThat(endings()).isNotEmpty().allMatch(ending -> ending instanceof Ending.Lost);
    assertThat(world.world.things()).isEmpty();
  }

  @Test
  void theBlueprintOfSomebodyElseIsAsOneThatIsNotThere() {
    handler("theirs");
    deliver(launch());
    var ofNone = endings();
    var theirs = Json.object().put("title", "Theirs").put("type", "test").build();
    world.objects.add(
        StoredObject.added(
            ObjectKind.BLUEPRINT, "theirs", LeaseWorld.GLOBEX, theirs, world.clock.instant()),
        Optional.empty(),
        Optional.empty());

    askAgain();

    assertThat(ofNone)
        .containsExactly(
            new Ending.Failed(
                new Diagnostic("blueprint", "There is no blueprint theirs to lease from.")));
    assertThat(endings()).isEqualTo(ofNone);
    assertThat(world.rows.find(LEASE)).isEmpty();
  }

  @Test
  void whatCanNeverBeHadFailsWithTheReason() {
    world.blueprint("boxes");
    for (int each = 0; each < 3; each++) {
      world.world.next(Step.ACTIVATE_RESOURCE, () -> Outcome.broken("There is no key."));
    }

    deliver(launch());
    for (int turn = 0; turn < 5; turn++) {
      world.tick();
    }

    assertThat(lease().state()).isEqualTo(LeaseState.DESTROYED);
    assertThat(endings())
        .containsExactly(
            new Ending.Failed(
                new Diagnostic(
                    "lease",
                    "3 resources broke while they were built for it; the last: There is no key.")));
    // Who asks again hears the same.
    askAgain();
    assertThat(endings()).hasSize(1).allMatch(ending -> ending instanceof Ending.Failed);
  }

  @Test
  void theOrderGoesWithTheLease() {
    world.blueprint("boxes");
    deliver(launch());
    assertThat(AttemptOrder.find(world.adapters.items(), LEASE)).isPresent();

    deliver(new PodMessage.Release(KEY, 1, TYPE));

    assertThat(lease().state()).isEqualTo(LeaseState.DESTROYED);
    assertThat(AttemptOrder.find(world.adapters.items(), LEASE)).isEmpty();
  }

  @Test
  void aTurnOfTheScheduleTakesNoAttemptDownByItself() {
    world.blueprint("boxes");
    deliver(launch());
    assertThat(lease().state()).isEqualTo(LeaseState.ACTIVE);
    world.pass(AttemptOrders.HEARTBEAT);

    world.tick();

    assertThat(lease().state()).isEqualTo(LeaseState.RELEASED);
    drain();
    assertThat(lease().state()).isEqualTo(LeaseState.DESTROYED);
  }

  private void handler(String blueprint) {
    var host = Json.object().put("blueprintIds", Json.texts(List.of(blueprint))).build();
    var fields =
        Json.object()
            .put("title", "Encode")
            .put("host", host)
            .put("command", Json.texts(List.of("true")))
            .build();
    var before = world.objects.main(ObjectKind.HANDLER, TYPE);
    if (before.isPresent()) {
      world.objects.replace(
          before.get(),
          before.get().changed(LeaseWorld.ACME, fields, world.clock.instant()),
          List.of());
      return;
    }
    world.objects.add(
        StoredObject.added(
            ObjectKind.HANDLER, TYPE, LeaseWorld.ACME, fields, world.clock.instant()),
        Optional.empty(),
        Optional.empty());
  }

  private PodMessage.Launch launch() {
    return new PodMessage.Launch(
        KEY,
        1,
        TYPE,
        new CorrelationId("c-1"),
        world.clock.instant(),
        false,
        new PodMessage.Payload.Inline(Json.EMPTY),
        List.of(),
        Optional.empty(),
        Amounts.NONE,
        PodMessage.UNGROWN,
        Duration.ofHours(1),
        Optional.empty());
  }

  /** Later, since the queue takes the same report only once in a while. */
  private void askAgain() {
    world.pass(Duration.ofMinutes(6));
    deliver(launch());
  }

  private void deliver(PodMessage order) {
    wake(new HostMessage(order, world.clock.instant()).body());
  }

  /** What the allocator sent to itself, until there is nothing more of it at once. */
  private void drain() {
    for (var message = next(QueueSpec.LEASES);
        message.isPresent();
        message = next(QueueSpec.LEASES)) {
      wake(message.get().body());
    }
  }

  private void wake(String body) {
    world.allocator.wake(new QueueMessage("m", body, 1, Optional.empty()));
  }

  private Lease lease() {
    return world.rows.find(LEASE).orElseThrow();
  }

  /** How the attempt was told to have ended since this was asked last. */
  private List<Ending> endings() {
    return Stream.iterate(
            next(QueueSpec.COMPLETIONS), Optional::isPresent, _ -> next(QueueSpec.COMPLETIONS))
        .map(message -> ReportMessage.parse(message.orElseThrow().body()).report())
        .flatMap(report ->
            report instanceof Report.Ended ended ? Stream.of(ended.ending()) : Stream.empty())
        .toList();
  }

  private Optional<Delivery> next(QueueSpec queue) {
    var messages =
        world
            .adapters
            .queues()
            .receive(queue.queueName(), 1, Duration.ofSeconds(30), Duration.ZERO);
    messages.forEach(
        message -> world.adapters.queues().delete(queue.queueName(), message.receipt()));
    return messages.stream().findFirst();
  }
}
