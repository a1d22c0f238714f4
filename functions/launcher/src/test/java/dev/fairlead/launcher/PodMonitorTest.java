package dev.fairlead.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretUse;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.testkit.pods.ChangedPod;
import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What executors are told of pods, and how often. */
class PodMonitorTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private void launched(Json.Obj handler) {
    world.register(handler);
    world.order(world.launch());
  }

  @Test
  @Tag("F082")
  void tellsOnceThatItRunsAndThenWhatItSaysOfItself() {
    launched(Json.EMPTY);
    world.cluster.run(World.pod(1));

    world.monitor.sweep();
    world.monitor.sweep();
    assertThat(world.told())
        .extracting(ReportMessage::report)
        .singleElement()
        .isInstanceOf(Report.Started.class);

    world.cluster.change(
        World.pod(1),
        pod ->
            new ChangedPod(pod)
                .said(
                    Optional.of("{\"percentComplete\":40,\"processingStateMessage\":\"half\"}"),
                    Optional.empty())
                .build());
    world.cluster.print(World.pod(1), "frame 9\n");
    world.monitor.sweep();
    world.monitor.sweep();

    ReportMessage news = world.told().getFirst();
    assertThat(news.report()).isInstanceOf(Report.Beat.class);
    assertThat(news.progress().percent()).contains(40);
    assertThat(news.progress().message()).contains("half");
    assertThat(news.log()).contains("frame 9\n");
    assertThat(world.told()).isEmpty();
  }

  @Test
  void tellsWhyItWaitsOnceForEachReason() {
    launched(Json.EMPTY);
    world.cluster.change(
        World.pod(1), pod -> new ChangedPod(pod).unschedulable("No node takes it.").build());

    world.monitor.sweep();
    world.monitor.sweep();

    assertThat(world.told())
        .singleElement()
        .satisfies(told -> assertThat(told.progress().message()).contains("No node takes it."));
  }

  @Test
  @Tag("F083")
  void tellsTheEndUntilThePodIsDeleted() {
    launched(Json.EMPTY);
    world.cluster.print(World.pod(1), "done\n");
    world.cluster.end(World.pod(1), 0, "Completed", "{\"frames\":9}");

    for (int i = 0; i < 2; i++) {
      world.clock.advance(Duration.ofMinutes(1));
      world.monitor.sweep();
      ReportMessage told = world.told().getFirst();
      assertThat(((Report.Ended) told.report()).ending())
          .isEqualTo(new Ending.Succeeded(Json.object().put("frames", 9).build()));
      assertThat(told.log()).contains("done\n");
    }
  }

  @Test
  @Tag("F089")
  void aFailureHasTheCodeThatTheWorkLeft() {
    launched(Json.EMPTY);
    world.cluster.end(
        World.pod(1),
        1,
        "Error",
        "{\"failure\":{\"code\":\"http:503\",\"message\":\"The server answered 503.\"}}");

    world.monitor.sweep();

    assertThat(world.end().ending())
        .isEqualTo(
            new Ending.Failed(new Report.Diagnostic("http:503", "The server answered 503.")));
  }

  @ParameterizedTest
  @CsvSource({"90, PT1M30S", "999999999999, PT24H", "0,", "-1,", "1.5,", "'\"90\"',"})
  void aFailureMayAskToBeLeftAloneForAWhile(String seconds, @Nullable Duration want) {
    launched(Json.EMPTY);
    world.cluster.end(
        World.pod(1),
        1,
        "Error",
        "{\"failure\":{\"code\":\"http:503\",\"message\":\"x\",\"retryAfterSeconds\":"
            + seconds
            + "}}");

    world.monitor.sweep();

    assertThat(world.end().ending())
        .isEqualTo(
            new Ending.Failed(new Report.Diagnostic("http:503", "x"), Optional.ofNullable(want)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"failure\":",
        "{\"failure\":\"http:503\"}",
        "{\"failure\":{\"code\":\"not a code\"}}",
        "{\"frames\":9}"
      })
  void aFailureWithoutACodeHasTheExitCode(String left) {
    launched(Json.EMPTY);
    world.cluster.end(World.pod(1), 7, "Error", left);

    world.monitor.sweep();

    assertThat(world.end().ending())
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.diagnostic().code()).isEqualTo("exit:7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oom", "exit:0", "start", "lost", "infrastructure", "timeout"})
  void aCodeOfFairleadsOwnIsNotForTheWorkToUse(String code) {
    launched(Json.EMPTY);
    world.cluster.end(
        World.pod(1),
        1,
        "Error",
        "{\"failure\":{\"code\":\"" + code + "\",\"message\":\"So it says.\"}}");

    world.monitor.sweep();

    assertThat(world.end().ending())
        .isEqualTo(new Ending.Failed(new Report.Diagnostic("work:" + code, "So it says.")));
  }

  @Test
  void whatKubernetesSaysOfAnEndGoesBeforeWhatTheWorkLeft() {
    launched(Json.EMPTY);
    world.cluster.end(
        World.pod(1), 137, "OOMKilled", "{\"failure\":{\"code\":\"mine\",\"message\":\"x\"}}");

    world.monitor.sweep();

    assertThat(world.end().ending())
        .isInstanceOfSatisfying(
            Ending.Failed.class, failed -> assertThat(failed.diagnostic().code()).isEqualTo("oom"));
  }

  @Test
  void aResultByAnnotationIsTheResultHoweverLarge() {
    launched(Json.EMPTY);
    String large = "x".repeat(100_000);
    world.cluster.end(World.pod(1), 0, "Completed", "");
    world.cluster.change(
        World.pod(1),
        pod ->
            new ChangedPod(pod).said(Optional.empty(), Optional.of("\"" + large + "\"")).build());

    world.monitor.sweep();

    assertThat(world.end().ending()).isEqualTo(new Ending.Succeeded(Json.of(large)));
  }

  @Test
  void aResultInPartsIsPutTogether() {
    launched(Json.EMPTY);
    String large = "é".repeat(2_000_000);
    leaves(("\"" + large + "\"").getBytes(UTF_8));

    world.monitor.sweep();

    assertThat(world.end().ending()).isEqualTo(new Ending.Succeeded(Json.of(large)));
  }

  @Test
  void aResultOfWhichPartsAreMissingOrTooManyOrNoJsonFails() {
    launched(Json.EMPTY);
    leaves(("\"" + "x".repeat(1_000_000)).getBytes(UTF_8));
    world.monitor.sweep();
    assertThat(message(world.end())).startsWith("The result is not JSON");

    world.clock.advance(Duration.ofMinutes(1));
    leaves(("\"" + "x".repeat(5 * 1024 * 1024) + "\"").getBytes(UTF_8));
    world.monitor.sweep();
    assertThat(message(world.end()))
        .isEqualTo("The result has 5242882 bytes; at most it has 5 MiB.");

    world.clock.advance(Duration.ofMinutes(1));
    world.cluster.leave(World.pod(1), List.of());
    world.monitor.sweep();
    assertThat(message(world.end())).startsWith("Parts of its result can't be read");
  }

  private void leaves(byte[] result) {
    var parts = new ArrayList<byte[]>();
    for (int from = 0; from < result.length; from += PodOrder.MAX_PART) {
      parts.add(
          Arrays.copyOfRange(result, from, Math.min(result.length, from + PodOrder.MAX_PART)));
    }
    world.cluster.leave(World.pod(1), parts);
    world.cluster.end(World.pod(1), 0, "Completed", "");
    world.cluster.change(World.pod(1), pod -> new ChangedPod(pod).parts(parts.size()).build());
  }

  @Test
  void withoutAResultItsExitCodeIsOne() {
    launched(Json.EMPTY);
    world.cluster.end(World.pod(1), 0, "Completed", "");

    world.monitor.sweep();

    assertThat(world.end().ending())
        .isEqualTo(new Ending.Succeeded(Json.object().put("exitCode", 0).build()));
  }

  @Test
  void aResultThatIsNoJsonOrCutOffFails() {
    launched(Json.EMPTY);
    world.cluster.end(World.pod(1), 0, "Completed", "not json");
    world.monitor.sweep();
    assertThat(message(world.end())).startsWith("The result is not JSON");

    world.clock.advance(Duration.ofMinutes(1));
    world.cluster.end(World.pod(1), 0, "Completed", "\"" + "x".repeat(4095));
    world.monitor.sweep();
    assertThat(message(world.end())).contains("larger than 4 KiB");
  }

  @Test
  void aPopHandlerThatReportsAFailureHasFailed() {
    launched(Json.EMPTY);
    world.cluster.end(World.pod(1), 0, "Completed", "");
    world.cluster.change(
        World.pod(1),
        pod ->
            new ChangedPod(pod)
                .said(
                    Optional.of(
                        "{\"processingState\":\"COMPLETE\",\"processingStateMessage\":\"failed\","
                            + "\"diagnosticEvents\":[{\"summary\":\"no such file\"}]}"),
                    Optional.empty())
                .build());

    world.monitor.sweep();

    assertThat(message(world.end())).contains("no such file");
  }

  @Test
  @Tag("F080")
  void bringsEveryLineThatAPodPrinted() {
    launched(Json.EMPTY);
    world.cluster.run(World.pod(1));
    var lines = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      lines.append("line ").append(i).append('\n');
    }
    world.cluster.print(World.pod(1), lines.toString());
    world.cluster.end(World.pod(1), 0, "Completed", "");

    world.monitor.sweep();

    ReportMessage told = world.told().getFirst();
    assertThat(told.log().orElseThrow()).endsWith("line 99999\n");
    var whole = told.wholeLog().orElseThrow();
    assertThat(world.ports.blobs().get(told.agenda().toString(), whole.sha256()))
        .hasValueSatisfying(all -> assertThat(new String(all, UTF_8)).isEqualTo(lines.toString()));
  }

  @Test
  @Tag("F081")
  void aFailureBringsItsLog() {
    launched(Json.EMPTY);
    world.cluster.run(World.pod(1));
    world.cluster.print(World.pod(1), "oh no\n");
    world.cluster.end(World.pod(1), 42, "Error", "");

    world.monitor.sweep();

    ReportMessage told = world.told().getFirst();
    assertThat(((Ending.Failed) ((Report.Ended) told.report()).ending()).diagnostic().code())
        .isEqualTo("exit:42");
    assertThat(told.log()).contains("oh no\n");
  }

  @Test
  @Tag("F079")
  void whatPrintsNothingForTooLongIsOver() {
    launched(Json.object().put("silence", "30s").build());
    world.cluster.run(World.pod(1));

    world.clock.advance(Duration.ofSeconds(29));
    world.monitor.sweep();
    assertThat(world.told())
        .extracting(ReportMessage::report)
        .singleElement()
        .isInstanceOf(Report.Started.class);

    world.clock.advance(Duration.ofSeconds(1));
    world.monitor.sweep();
    assertThat(((Ending.TimedOut) world.end().ending()).diagnostic().code()).isEqualTo("silence");
  }

  @Test
  void masksTheSecretsThatItWasGiven() {
    world.register(Json.EMPTY);
    var name = new SecretName("key");
    world.ports.secrets().put("acme", name, new SecretValue("swordfish"));
    world.order(
        world.launch(
            Json.object().put("k", "").build(),
            false,
            List.of(new SecretUse(JsonPointer.WHOLE.child("k"), 0, name))));
    world.cluster.print(World.pod(1), "key is swordfish\n");
    world.cluster.end(World.pod(1), 0, "Completed", "\"swordfish\"");

    world.monitor.sweep();

    ReportMessage told = world.told().getFirst();
    assertThat(told.log()).contains("key is ***\n");
    assertThat(((Report.Ended) told.report()).ending())
        .isEqualTo(new Ending.Succeeded(Json.of("***")));
  }

  /** It goes on with the value that it was given, whatever became of the secret. */
  @Test
  void masksTheSecretsThatItWasGivenAlsoWhenTheyWereSetAnew() {
    world.register(Json.EMPTY);
    var name = new SecretName("key");
    world.ports.secrets().put("acme", name, new SecretValue("swordfish"));
    world.order(
        world.launch(
            Json.object().put("k", "").build(),
            false,
            List.of(new SecretUse(JsonPointer.WHOLE.child("k"), 0, name))));
    world.ports.secrets().put("acme", name, new SecretValue("barracuda"));
    world.cluster.print(World.pod(1), "key is swordfish, not barracuda\n");
    world.cluster.end(World.pod(1), 0, "Completed", "\"swordfish\"");

    world.monitor.sweep();

    ReportMessage told = world.told().getFirst();
    assertThat(told.log()).contains("key is ***, not ***\n");
    assertThat(((Report.Ended) told.report()).ending())
        .isEqualTo(new Ending.Succeeded(Json.of("***")));
  }

  @Test
  void masksNothingThatWasReplacedLongBeforeAndAsksForSecretsOnlyWithNews() {
    world.register(Json.EMPTY);
    var name = new SecretName("key");
    var counted = new CountedSecrets(world.ports.secrets());
    var ports = new Ports(world.ports.items(), world.ports.queues(), world.ports.blobs(), counted);
    var monitor =
        new PodMonitor(
            world.cluster, new PodReports(world.cluster, ports, PodReports.Logs.LIVE, world.clock));
    counted.put("acme", name, new SecretValue("changeme"));
    counted.put("acme", name, new SecretValue("swordfish"));
    world.clock.advance(Duration.ofHours(1));
    world.order(
        world.launch(
            Json.object().put("k", "").build(),
            false,
            List.of(new SecretUse(JsonPointer.WHOLE.child("k"), 0, name))));
    world.cluster.run(World.pod(1));
    world.cluster.print(World.pod(1), "not changeme, swordfish\n");

    monitor.sweep();
    monitor.sweep();
    monitor.sweep();

    assertThat(world.told().getLast().log()).contains("not changeme, ***\n");
    assertThat(counted.histories).isEqualTo(1);
  }

  /** Counts how often the past of a secret is read. */
  private static final class CountedSecrets implements SecretStore {
    private final SecretStore real;
    private int histories;

    CountedSecrets(SecretStore real) {
      this.real = real;
    }

    @Override
    public void put(String owner, SecretName name, SecretValue value) {
      real.put(owner, name, value);
    }

    @Override
    public Optional<SecretValue> find(String owner, SecretName name) {
      return real.find(owner, name);
    }

    @Override
    public List<SecretValue> history(String owner, SecretName name, Instant since) {
      histories++;
      return real.history(owner, name, since);
    }

    @Override
    public void delete(String owner, SecretName name) {
      real.delete(owner, name);
    }
  }

  @Test
  void masksSecretsInWhatAFailureIsCalled() {
    world.register(Json.EMPTY);
    var name = new SecretName("key");
    world.ports.secrets().put("acme", name, new SecretValue("swordfish"));
    world.order(
        world.launch(
            Json.object().put("k", "").build(),
            false,
            List.of(new SecretUse(JsonPointer.WHOLE.child("k"), 0, name))));
    world.cluster.end(
        World.pod(1),
        1,
        "Error",
        "{\"failure\":{\"code\":\"bad:swordfish\",\"message\":\"No swordfish.\"}}");

    world.monitor.sweep();

    assertThat(world.end().ending())
        .isEqualTo(new Ending.Failed(new Report.Diagnostic("bad:***", "No ***.")));
  }

  @Test
  void aPodThatVanishesWhileItIsWatchedIsLost() {
    launched(Json.EMPTY);
    world.cluster.run(World.pod(1));
    var last = world.cluster.find(World.pod(1)).orElseThrow();
    world.cluster.vanish(World.pod(1));

    world.reports.gone(last);

    assertThat(world.end().ending()).isInstanceOf(Ending.Lost.class);
  }

  @Test
  void onePodThatCannotBeToldOfKeepsNoOtherFromIt() {
    launched(Json.EMPTY);
    world.cluster.end(World.pod(1), 0, "Completed", "");
    world.cluster.failNext(1);

    assertThatThrownBy(world.monitor::sweep).isInstanceOf(PortException.class);
    world.monitor.sweep();

    assertThat(world.end().ending()).isInstanceOf(Ending.Succeeded.class);
  }

  @Test
  void aNamespaceThatMayNotBeListedKeepsNoOtherFromIt() {
    launched(Json.EMPTY);
    world.cluster.end(World.pod(1), 0, "Completed", "");
    world.cluster.hide("jobs-acme", true);
    world.cluster.hide("jobs-globex", true);

    assertThatThrownBy(world.monitor::sweep)
        .hasMessageStartingWith("pods-unseen: ")
        .hasMessageContaining("jobs-acme")
        .hasMessageContaining("jobs-globex");

    assertThat(world.end().ending()).isInstanceOf(Ending.Succeeded.class);
  }

  @Test
  void aPodThatCannotBeListedIsNotGone() {
    launched(Json.EMPTY);
    world.cluster.run(World.pod(1));
    world.monitor.sweep();
    assertThat(world.told()).hasSize(1);
    world.cluster.hide("default", true);

    assertThatThrownBy(world.monitor::sweep).hasMessageContaining("pods-unseen: default");
    assertThat(world.told()).isEmpty();

    world.cluster.hide("default", false);
    world.cluster.end(World.pod(1), 0, "Completed", "");
    world.monitor.sweep();
    assertThat(world.end().ending()).isInstanceOf(Ending.Succeeded.class);
  }

  private static String message(Report.Ended ended) {
    return ((Ending.Failed) ended.ending()).diagnostic().message();
  }
}
