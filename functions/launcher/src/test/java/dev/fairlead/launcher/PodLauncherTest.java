package dev.fairlead.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretUse;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.endpoint.PartialBatchException;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.PodMessage;
import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders that come twice, late, or when the cluster is not as it should be. */
class PodLauncherTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  @Tag("F074")
  void makesThePodThatTheOrderAndItsHandlerSay() {
    world.register(
        Json.object()
            .put("pod", Json.object().put("namespace", "jobs-{customerId}").build())
            .build());

    world.order(world.launch());

    var made = world.cluster.created().getFirst();
    assertThat(made.pod().namespace()).isEqualTo("jobs-acme");
    assertThat(made.payload()).isEqualTo("{\"height\":720}");
    assertThat(made.requests().cpuMillis()).isEqualTo(500);
    assertThat(made.longest()).isEqualTo(Duration.ofHours(1));
    assertThat(world.told()).isEmpty();
  }

  @Test
  void makesOnePodHoweverOftenItIsTold() {
    world.register(Json.EMPTY);

    world.order(world.launch(), world.launch());
    world.cluster.run(World.pod(1));
    world.order(world.launch());

    assertThat(world.cluster.created()).hasSize(1);
    assertThat(world.told())
        .extracting(ReportMessage::report)
        .singleElement()
        .isInstanceOf(Report.Started.class);
  }

  @Test
  void tellsTheEndAgainToWhoeverAsksAgain() {
    world.register(Json.EMPTY);
    world.order(world.launch());
    world.cluster.end(World.pod(1), 0, "Completed", "{\"frames\":9}");

    world.order(world.launch());
    assertThat(world.end().ending())
        .isEqualTo(new Ending.Succeeded(Json.object().put("frames", 9).build()));
    world.clock.advance(Duration.ofMillis(1));
    world.order(world.launch(Json.EMPTY, true, List.of()));
    assertThat(world.end().starts()).isEqualTo(1);
  }

  @Test
  void whatHadStartedIsLostWithItsPodAndNotStartedAgain() {
    world.register(Json.EMPTY);

    world.order(world.launch(Json.EMPTY, true, List.of()));

    assertThat(world.cluster.created()).isEmpty();
    assertThat(world.end().ending()).isInstanceOf(Ending.Lost.class);
  }

  @Test
  void whatHasNoHandlerAnyMoreFails() {
    world.order(world.launch());

    assertThat(code(world.end())).isEqualTo("handler");
  }

  @Test
  @Tag("F073")
  void takesALargePayloadFromTheBlobs() {
    world.register(Json.EMPTY);
    byte[] text = JsonText.write(Json.of("x".repeat(300_000))).getBytes(UTF_8);
    var blob =
        new Output.Spilled(world.ports.blobs().put(World.AGENDA.toString(), text), text.length);
    var small = world.launch();

    world.order(
        new PodMessage.Launch(
            small.key(),
            small.attempt(),
            small.type(),
            small.correlationId(),
            small.since(),
            false,
            new PodMessage.Payload.InBlob(blob),
            List.of(),
            small.lastProgress(),
            small.requests(),
            small.memoryPercent(),
            small.longest(),
            Optional.empty()));

    assertThat(world.cluster.created().getFirst().payload()).hasSize(300_002);
  }

  @Test
  void whatWasKilledForWantOfMemoryMayUseMore() {
    world.register(
        Json.object()
            .put("limits", Json.object().put("memory", "300Mi").put("cpu", 2).build())
            .build());
    var first = world.launch();

    world.order(
        new PodMessage.Launch(
            first.key(),
            2,
            first.type(),
            first.correlationId(),
            first.since(),
            false,
            first.payload(),
            List.of(),
            first.lastProgress(),
            Amounts.of(0, 0, 500, 200),
            200,
            first.longest(),
            Optional.empty()));

    var pod = world.cluster.created().getFirst();
    assertThat(pod.requests()).isEqualTo(Amounts.of(0, 0, 500, 200));
    assertThat(pod.handler().limits()).isEqualTo(Amounts.of(0, 0, 2000, 600));
  }

  @Test
  void aPayloadThatNoPodCanBeGivenFails() {
    world.register(Json.EMPTY);

    world.order(world.launch(Json.of("x".repeat(PodOrder.MAX_PAYLOAD - 2)), false, List.of()));
    assertThat(world.cluster.created()).hasSize(1);
    world.order(world.launch(Json.of("x".repeat(PodOrder.MAX_PAYLOAD - 1)), false, List.of()));

    assertThat(code(world.end())).isEqualTo("payload");
    assertThat(world.cluster.created()).hasSize(1);
  }

  @Test
  void putsSecretsIntoThePayloadAndNamesThemOnly() {
    world.register(Json.EMPTY);
    var name = new SecretName("key");
    world.ports.secrets().put("acme", name, new SecretValue("swordfish"));
    var uses = List.of(new SecretUse(JsonPointer.WHOLE.child("k"), 0, name));

    world.order(world.launch(Json.object().put("k", "").build(), false, uses));

    var made = world.cluster.created().getFirst();
    assertThat(made.payload()).isEqualTo("{\"k\":\"swordfish\"}");
    assertThat(made.secrets()).isEqualTo(Set.of(name));
  }

  @Test
  void aSecretThatIsNotThereFails() {
    world.register(Json.EMPTY);
    var uses = List.of(new SecretUse(JsonPointer.WHOLE.child("k"), 0, new SecretName("key")));

    world.order(world.launch(Json.object().put("k", "").build(), false, uses));

    assertThat(code(world.end())).isEqualTo("secret");
  }

  @Test
  void aFullNamespaceIsWaitedForAsLongAsAStartMayTake() {
    world.register(Json.EMPTY);
    world.cluster.fill("default", true);
    var order = world.launch();

    world.order(order);
    var waiting = world.told().getFirst();
    assertThat(waiting.report()).isInstanceOf(Report.Beat.class);
    assertThat(waiting.progress().message()).contains("exceeded quota: pods");

    world.clock.advance(Duration.ofMinutes(1));
    world.order(order);
    assertThat(((Ending.TimedOut) world.end().ending()).diagnostic().code()).isEqualTo("quota");
  }

  @Test
  void aFullNamespaceThatEmptiesTakesThePod() {
    world.register(Json.EMPTY);
    world.cluster.fill("default", true);
    world.order(world.launch());
    world.cluster.fill("default", false);

    world.order(world.launch());

    assertThat(world.cluster.created()).hasSize(1);
  }

  @Test
  void aNamespaceThatIsNotThereFails() {
    world.register(
        Json.object().put("pod", Json.object().put("namespace", "elsewhere").build()).build());

    world.order(world.launch());

    assertThat(code(world.end())).isEqualTo("namespace");
  }

  @Test
  void deletesWhatNoLongerCounts() {
    world.register(Json.EMPTY);
    world.order(world.launch());

    var release = new PodMessage.Release(World.KEY, 1, World.TYPE);
    world.order(release, release);

    assertThat(world.cluster.find(World.pod(1))).isEmpty();
  }

  @Test
  void whatTheClusterDidNotAnswerComesAgain() {
    world.register(Json.EMPTY);
    world.cluster.failNext(1);

    assertThatThrownBy(
            () -> world.order(new PodMessage.Release(World.KEY, 2, World.TYPE), world.launch()))
        .isInstanceOfSatisfying(
            PartialBatchException.class,
            failure -> assertThat(failure.messageIds()).containsExactly("m0"));
    assertThat(world.cluster.created()).hasSize(1);
  }

  private static String code(Report.Ended ended) {
    return ((Ending.Failed) ended.ending()).diagnostic().code();
  }
}
