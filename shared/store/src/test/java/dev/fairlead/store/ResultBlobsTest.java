package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ReportMessage;
import dev.fairlead.wire.ResultParts;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultBlobsTest {
  private static final AgendaKey AGENDA = AgendaKey.parse("acme/01hzy3v7k2m9q4r8s6t0w1x5za");
  private static final int QUEUE_LIMIT = 256 * 1024;

  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(SettableClock.somewhen());
  private final ResultBlobs results = new ResultBlobs(adapters.blobs());

  @AfterEach
  void close() {
    adapters.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8_190, 8_191, 200_000, 5_000_000})
  void givesBackEveryResultAndFitsIntoAMessage(int length) {
    var result = Json.of("x".repeat(length));

    var sent = results.sendable(ended(result, Optional.of("a log")));

    assertThat(sent.body().getBytes(UTF_8)).hasSizeLessThan(QUEUE_LIMIT);
    assertThat(sent.spilled()).isEqualTo(spilled(result));
    assertThat(results.complete(ReportMessage.parse(sent.body())))
        .isEqualTo(ended(result, Optional.of("a log")));
  }

  @Test
  void fitsWithALogThatIsLongInJson() {
    var log = "\u0001".repeat(64 * 1024) + "the end 😀";

    var sent = results.sendable(ended(Json.of("x".repeat(8_000)), Optional.of(log)));

    assertThat(sent.body().getBytes(UTF_8)).hasSizeLessThan(QUEUE_LIMIT);
    assertThat(sent.log().orElseThrow()).endsWith("the end 😀").hasSizeGreaterThan(8_000);
  }

  @Test
  @Tag("F080")
  void keepsAllOfALongLogBesideItsTail() {
    var log = "a line\n".repeat(500_000) + "the end 😀";

    var sent = results.sendable(ended(Json.of("x".repeat(9_000)), Optional.of(log)));
    var told = results.complete(ReportMessage.parse(sent.body()));

    assertThat(sent.body().getBytes(UTF_8)).hasSizeLessThan(QUEUE_LIMIT);
    assertThat(told.log().orElseThrow()).endsWith("a line\nthe end 😀");
    var whole = told.wholeLog().orElseThrow();
    assertThat(whole.bytes()).isEqualTo(log.getBytes(UTF_8).length);
    assertThat(adapters.blobs().get(AGENDA.toString(), whole.sha256()))
        .hasValueSatisfying(bytes -> assertThat(new String(bytes, UTF_8)).isEqualTo(log));
  }

  @Test
  void keepsNothingBesideOfOneThatRuns() {
    var beat = new Report.Beat("a", 1, Instant.EPOCH);
    var log = Optional.of("x".repeat(200_000));

    var sent = results.sendable(new ReportMessage(AGENDA, beat, log));

    assertThat(sent.wholeLog()).isEmpty();
    assertThat(sent.log().orElseThrow()).hasSizeLessThan(100_000);
  }

  @Test
  void leavesOtherReportsAlone() {
    var beat = ReportMessage.of(AGENDA, new Report.Beat("a", 1, Instant.EPOCH));

    assertThat(results.sendable(beat)).isEqualTo(beat);
    assertThat(results.complete(beat)).isEqualTo(beat);
  }

  @Test
  void saysWhenAResultIsGone() {
    var sent = results.sendable(ended(Json.of("x".repeat(9_000)), Optional.empty()));
    adapters.blobs().delete(AGENDA.toString(), sent.spilled().getFirst().sha256());

    assertThatThrownBy(() -> results.complete(sent)).isInstanceOf(PortException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 200 * 1024 - 3, 200 * 1024 - 2, 200 * 1024 - 1, 5 * 1024 * 1024 - 2})
  void putsTogetherWhatComesInParts(int length) {
    var whole =
        ended(Json.of("é" + "x".repeat(length - Math.min(length, 2))), Optional.of("a log"));

    var messages = ResultParts.of(whole);

    assertThat(messages)
        .allSatisfy(sent -> assertThat(sent.body().getBytes(UTF_8)).hasSizeLessThan(QUEUE_LIMIT));
    messages.forEach(results::keep);
    assertThat(results.complete(ReportMessage.parse(messages.getLast().body()))).isEqualTo(whole);
  }

  @Test
  void failsWhatHasMoreThanAnybodyTakes() {
    var messages =
        ResultParts.of(ended(Json.of("x".repeat(5 * 1024 * 1024 - 1)), Optional.of("a log")));

    assertThat(messages).hasSize(1);
    assertThat(ending(messages.getFirst()))
        .isEqualTo(failed("The result has 5242881 bytes; at most it has 5 MiB."));
    assertThat(messages.getFirst().log()).contains("a log");
  }

  @Test
  void failsWhatLacksAPartOrIsTooLargeOrNoJson() {
    var messages = ResultParts.of(ended(Json.of("x".repeat(300_000)), Optional.empty()));
    var last = messages.getLast();

    assertThat(ending(results.complete(last)))
        .isEqualTo(failed("Of the 2 parts of the result some are missing."));

    messages.forEach(results::keep);
    var part = last.spilled().getFirst();
    assertThat(ending(results.complete(of(last, List.of(part, part)))))
        .isInstanceOfSatisfying(
            Ending.Failed.class, why -> assertThat(why.diagnostic().code()).isEqualTo("result"));
    assertThat(ending(results.complete(of(last, Collections.nCopies(40, part)))))
        .isEqualTo(failed("The result has 6553600 bytes; at most it has 5 MiB."));
  }

  private static Ending failed(String why) {
    return new Ending.Failed(new Report.Diagnostic("result", why));
  }

  private static Ending ending(ReportMessage message) {
    return ((Report.Ended) message.report()).ending();
  }

  private static ReportMessage of(ReportMessage message, List<Output.Spilled> parts) {
    return new ReportMessage(
        message.agenda(),
        message.report(),
        message.log(),
        parts,
        Optional.empty(),
        message.progress(),
        Optional.empty());
  }

  private static List<Output.Spilled> spilled(Json result) {
    byte[] text = JsonText.canonical(result);
    return text.length <= Output.INLINE_BYTES
        ? List.of()
        : List.of(new Output.Spilled(Sha256.hex(text), text.length));
  }

  private static ReportMessage ended(Json result, Optional<String> log) {
    return new ReportMessage(
        AGENDA,
        new Report.Ended(
            "a", 1, 1, Optional.of(Instant.EPOCH), Instant.EPOCH, new Ending.Succeeded(result)),
        log);
  }
}
