package dev.fairlead.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.json.Json;
import dev.fairlead.sdk.PodAnnotations.Answer;
import dev.fairlead.wire.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attempt in a pod, against what plays the API server. Turns are taken by hand. */
class PodAttemptTest {
  private static final String LARGE = "y".repeat(5000);

  private static KeyStore keys;

  @TempDir private Path folder;

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final List<String> pauses = new ArrayList<>();
  private ApiServer api;
  private PodWords words;

  @BeforeAll
  static void makeKeys(@TempDir Path once) throws Exception {
    keys = ApiServer.keys(once);
  }

  @BeforeEach
  void start() throws Exception {
    api = ApiServer.start(keys, folder);
    Files.writeString(folder.resolve("in.json"), "{\"password\": \"hush\"}");
    words =
        new PodWords(
            Optional.of(
                ApiPodAnnotations.of(
                    new HandlerSettings.Pod("work", "p-1", "uid-1", api.address()), folder)),
            log::add,
            time -> pauses.add(time.toString()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  @Tag("F089")
  void leavesWhyItFailedInPlaceOfAResult() throws IOException {
    int code =
        run((_, _) -> {
          throw new HandlerFailure("http:503", "\u0001".repeat(5000));
        });

    assertThat(code).isEqualTo(1);
    byte[] left = Files.readAllBytes(folder.resolve("out.json"));
    assertThat(left).hasSizeLessThan(PodPlace.MAX_FILE_BYTES);
    assertThat(JsonText.parse(left).toString()).contains("failure", "http:503");
  }

  @Test
  void leavesHowLongItWasAskedToWait() throws IOException {
    run((_, _) -> {
      throw new HandlerFailure("busy:there", "Later.", Optional.of(Duration.ofMillis(1500)));
    });

    assertThat(JsonText.parse(Files.readAllBytes(folder.resolve("out.json"))))
        .isEqualTo(
            JsonText.parse(
                "{\"failure\":{\"code\":\"busy:there\",\"message\":\"Later.\","
                    + "\"retryAfterSeconds\":2}}"));
  }

  @Test
  @Tag("F082")
  @Tag("F083")
  void saysTheLatestAtEachTurnAndLeavesItsResultInItsFile() throws IOException {
    int code =
        run((_, context) -> {
          context.progress(10, "one", Map.of("job", "j-1"));
          context.progress(20, "two");
          words.turn();
          assertThat(api.annotations)
              .containsOnly(
                  Map.entry(
                      PodWords.PROGRESS,
                      "{\"message\":\"two\",\"percent\":20,\"progress\":{\"job\":\"j-1\"}}"));
          words.turn();
          context.heartbeat();
          words.turn();
          context.progress(90, "three");
          return Map.of("is", "done");
        });

    assertThat(code).isZero();
    assertThat(api.answers).hasSize(2);
    assertThat(api.annotations.get(PodWords.PROGRESS)).contains("\"three\"", "j-1");
    assertThat(api.annotations).doesNotContainKey(PodWords.RESULT);
    assertThat(Files.readString(folder.resolve("out.json"))).isEqualTo("{\"is\":\"done\"}");
    assertThat(log).containsExactly("20 % two", "at work", "90 % three");
  }

  /** What Fairlead would say of it, were it there. */
  private void answer(String name, String answer) {
    api.annotations.put(PodDependents.ANSWER + name, answer);
  }

  @Test
  void asksForWhatItStartsAndTakesTheAnswerAway() {
    int code =
        run((_, context) -> {
          Dependent probe =
              context
                  .dependents()
                  .start(
                      "probe",
                      DependentPod.of("prober", Map.of("n", 1)).withCpu("500m").withMemory("64Mi"));
          assertThat(api.annotations)
              .containsOnly(
                  Map.entry(
                      PodDependents.ASK + "probe",
                      "{\"type\":\"prober\",\"payload\":{\"n\":1},"
                          + "\"requests\":{\"cpu\":\"500m\",\"memory\":\"64Mi\"}}"));
          answer("probe", "{\"state\":\"succeeded\",\"result\":{\"frames\":9}}");
          return probe.await(Frames.class).frames();
        });

    assertThat(code).isZero();
    assertThat(api.annotations).isEmpty();
    assertThat(folder.resolve("out.json")).hasContent("9");
  }

  record Frames(int frames) {}

  @Test
  void tellsWhyADependentWasRefusedOrFailed() {
    int code =
        run((_, context) -> {
          Dependent refused = context.dependents().start("a", DependentPod.of("nobody", ""));
          Dependent failed = context.dependents().start("b", DependentPod.of("prober", ""));
          answer(
              "a",
              "{\"state\":\"refused\",\"problems\":[{\"path\":\"/type\",\"code\":\"unknown-type\",\"message\":\"There"
                  + " is none.\"},{\"path\":\"\",\"code\":\"x\",\"message\":\"No.\"}]}");
          answer("b", "{\"state\":\"failed\",\"code\":\"exit:3\",\"message\":\"It ended.\"}");
          assertThatThrownBy(() -> refused.await(String.class))
              .hasMessage("The dependent a was refused: /type: There is none. No.")
              .isInstanceOfSatisfying(
                  DependentRefused.class, why -> assertThat(why.problems()).hasSize(2));
          return failed.await(String.class);
        });

    assertThat(code).isEqualTo(1);
    assertThat(log).contains("Failed (exit:3): It ended.");
  }

  @Test
  void asksAgainWhereTheServerHangsUpAndNeverUsesANameTwice() {
    api.faults.add(ApiServer.HANG_UP_AFTER);
    int code =
        run((_, context) -> {
          context.dependents().start("a", DependentPod.of("prober", ""));
          assertThatThrownBy(() -> context.dependents().start("a", DependentPod.of("prober", "")))
              .isInstanceOf(IllegalArgumentException.class);
          return LARGE;
        });

    assertThat(code).isZero();
    assertThat(pauses).hasSize(1);
    // What it did not wait for makes room for its result.
    assertThat(api.annotations).containsOnlyKeys(PodWords.RESULT);
  }

  @Test
  @Tag("F083")
  void annotatesWhatIsLargerThanItsFileHolds() throws IOException {
    assertThat(run((_, _) -> LARGE)).isZero();

    assertThat(api.annotations).containsOnly(Map.entry(PodWords.RESULT, "\"" + LARGE + "\""));
    assertThat(folder.resolve("out.json")).doesNotExist();
    assertThat(String.join("", log)).doesNotContain("yyy");
  }

  @ParameterizedTest
  @ValueSource(ints = {ApiServer.HANG_UP_BEFORE, ApiServer.HANG_UP_AFTER, 401, 409, 429, 500, 503})
  @Tag("F086")
  void triesAgainAtItsEndWhateverPasses(int fault) throws IOException {
    Collections.addAll(api.faults, fault, fault, fault, fault, fault);

    assertThat(run((_, _) -> LARGE)).isZero();

    assertThat(api.annotations).containsKey(PodWords.RESULT);
    assertThat(pauses).hasSizeBetween(1, PodWords.MORE_TRIES).containsOnly("PT5S");
  }

  @Test
  void failsWhenItsResultNeverArrives() throws IOException {
    for (int i = 0; i < 30; i++) {
      api.faults.add(500);
    }

    assertThat(run((_, _) -> LARGE)).isEqualTo(Attempt.FAILED);

    assertThat(log.getFirst())
        .startsWith("Failed (result): The result could not be left: It has 5002 bytes;")
        .endsWith("Kubernetes answered 500.");
    assertThat(api.annotations).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 413, 422})
  void asksNoMoreWhereItIsRefused(int fault) throws IOException {
    api.faults.add(fault);

    int code =
        run((_, context) -> {
          context.progress(10, "one");
          words.turn();
          context.progress(20, "two");
          words.turn();
          api.faults.add(fault);
          context.progress(30, "three");
          return 1;
        });

    assertThat(code).isZero();
    assertThat(api.answers).containsExactly(fault, fault);
    assertThat(pauses).isEmpty();
    assertThat(log).contains("20 % two").last().asString().endsWith(fault + ".");
  }

  @Test
  void whatOneTurnCouldNotSayTheNextSays() throws IOException {
    api.faults.add(503);

    run((_, context) -> {
      context.progress(10, "one");
      words.turn();
      assertThat(api.annotations).isEmpty();
      words.turn();
      assertThat(api.annotations.get(PodWords.PROGRESS)).contains("one");
      return 1;
    });

    assertThat(api.answers).containsExactly(503, 200);
  }

  @Test
  void readsItsTokenEachTime() throws IOException {
    run((_, context) -> {
      Files.writeString(folder.resolve("token"), "token-2");
      context.progress(10, "one");
      words.turn();
      return 1;
    });

    assertThat(api.answers).containsExactly(200);
  }

  @Test
  void withoutATokenItsFileIsAllItSays() throws IOException {
    words = new PodWords(Optional.empty(), log::add, time -> pauses.add(time.toString()));

    assertThat(run((_, _) -> "z".repeat(4093))).isZero();
    assertThat(Files.size(folder.resolve("out.json"))).isEqualTo(4095);
    assertThat(run((_, _) -> "z".repeat(4094))).isEqualTo(Attempt.FAILED);
    assertThat(log.getFirst())
        .isEqualTo(
            "Failed (result): The result could not be left: It has 4096 bytes; without annotations"
                + " a pod leaves 4095. Its pod has no service account's token.");
    assertThat(api.answers).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200 * 1024 - 1, 900 * 1024 - 2, 5 * 1024 * 1024 - 2})
  @Tag("F083")
  void leavesInPartsBesideItsPodWhatNoAnnotationHolds(int length) throws IOException {
    String text = "é" + "z".repeat(length - 2);
    api.faults.add(ApiServer.HANG_UP_AFTER);

    assertThat(run((_, _) -> text)).isZero();

    int parts = Math.ceilDiv(length + 2, 900 * 1024);
    assertThat(api.annotations)
        .containsOnly(Map.entry(PodWords.RESULT_PARTS, Integer.toString(parts)));
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < parts; i++) {
      all.writeBytes(api.left.get("p-1-result-" + i + " of uid-1"));
    }
    assertThat(JsonText.parse(all.toByteArray())).isEqualTo(Json.of(text));
    assertThat(api.left).hasSize(parts);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void failsWithItsLimitWhereItMayLeaveNoParts() throws IOException {
    api.faults.add(403);

    assertThat(run((_, _) -> "z".repeat(300_000))).isEqualTo(Attempt.FAILED);

    assertThat(log.getFirst())
        .isEqualTo(
            "Failed (result): The result could not be left: It has 300002 bytes; without"
                + " ConfigMaps a pod leaves 204800. Kubernetes answered 403.");
    assertThat(api.annotations).containsOnlyKeys(PodWords.PROGRESS);
  }

  @Test
  void refusesWhatNobodyTakes() throws IOException {
    assertThat(run((_, _) -> "z".repeat(5 * 1024 * 1024 - 1))).isEqualTo(Attempt.FAILED);

    assertThat(log.getFirst())
        .isEqualTo(
            "Failed (result): The result could not be left: It has 5242881 bytes; at most it has"
                + " 5 MiB.");
    assertThat(api.left).isEmpty();
    assertThat(api.annotations).containsOnlyKeys(PodWords.PROGRESS);
  }

  @Test
  @Tag("F089")
  void saysWhyItFailedAndKeepsWhatTheNextAttemptShouldKnow() throws IOException {
    int code =
        run((_, context) -> {
          context.progress(40, "one", Map.of("job", "j-1"));
          throw new HandlerFailure("quota", "None is left.");
        });

    assertThat(code).isEqualTo(1);
    assertThat(api.annotations.get(PodWords.PROGRESS))
        .isEqualTo(
            "{\"message\":\"quota: None is left.\",\"percent\":40,\"progress\":{\"job\":\"j-1\"}}");
    assertThat(log).first().isEqualTo("Failed (quota): None is left.");
  }

  @Test
  @Tag("F089")
  void leavesNothingWhenItIsNotWanted() throws IOException {
    var cancellation = new Cancellation();
    Handler<Json, String> cancelled =
        (_, _) -> {
          cancellation.cancel();
          return "unwanted";
        };

    assertThat(attempt().run(new HandlerRun<>(Json.class, cancelled), cancellation)).isEqualTo(143);
    assertThat(folder.resolve("out.json")).doesNotExist();
  }

  @Test
  void logsNeitherPayloadNorResult() throws IOException {
    run((payload, _) -> JsonText.write(payload) + LARGE);

    assertThat(String.join("", log)).doesNotContain("hush").doesNotContain("yyy");
  }

  /** Cut in the middle of a character, as a large payload may be. */
  @Test
  void readsThePartsOfAPayloadAsOne() throws IOException {
    byte[] payload = "{\"said\":\"é\"}".getBytes(UTF_8);
    int cut = "{\"said\":\"".length() + 1;
    Path first = folder.resolve("payload.json.0");
    Path second = folder.resolve("payload.json.1");
    Files.write(first, Arrays.copyOf(payload, cut));
    Files.write(second, Arrays.copyOfRange(payload, cut, payload.length));
    var settings =
        HandlerSettings.from(
            Map.of(
                "FAIRLEAD_PAYLOAD_PARTS",
                first + " " + second,
                "FAIRLEAD_OUTPUT_FILE",
                folder.resolve("out.json").toString()));
    var attempt =
        new Attempt(settings, new PodPlace(words, settings.outputFile(), log::add), log::add);
    Handler<Json, Json> echo = (given, _) -> given;

    assertThat(attempt.run(new HandlerRun<>(Json.class, echo), new Cancellation())).isZero();
    assertThat(Files.readAllBytes(folder.resolve("out.json"))).isEqualTo(payload);
  }

  @Test
  void saysAtOnceWhatDidNotArriveLast() throws InterruptedException {
    assertThat(words.last(Map.of())).isEqualTo(new Answer.Done());
    assertThat(api.answers).isEmpty();
  }

  private <R> int run(Handler<Json, R> handler) {
    return attempt().run(new HandlerRun<>(Json.class, handler), new Cancellation());
  }

  private Attempt attempt() {
    var settings =
        HandlerSettings.from(
            Map.of(
                "FAIRLEAD_PAYLOAD_FILE", folder.resolve("in.json").toString(),
                "FAIRLEAD_OUTPUT_FILE", folder.resolve("out.json").toString()));
    return new Attempt(settings, new PodPlace(words, settings.outputFile(), log::add), log::add);
  }
}
