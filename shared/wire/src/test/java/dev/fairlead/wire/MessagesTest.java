package dev.fairlead.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final AgendaKey AGENDA = AgendaKey.parse("acme/01hzy3v7k2m9q4r8s6t0w1x5za");
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00.500Z");
  private static final Report.Diagnostic DIAGNOSTIC =
      new Report.Diagnostic("exit:2", "It ended with 2.");

  static Stream<Report> everyReport() {
    return Stream.of(
        new Report.Started("probe", 1, 2, AT),
        new Report.Beat("a/b", 3, AT),
        new Report.Asked(
            "a", 2, Json.object().put("x", Json.object().put("type", "t").build()).build(), AT),
        ended(Optional.of(AT.minusMillis(20)), new Report.Ending.Succeeded(Json.NULL)),
        ended(Optional.of(AT), new Report.Ending.Failed(DIAGNOSTIC)),
        ended(Optional.empty(), new Report.Ending.Lost(DIAGNOSTIC)),
        new Report.Tick(),
        new Report.Tick(Optional.of(AT)));
  }

  @ParameterizedTest
  @MethodSource("everyReport")
  void readsBackEveryReport(Report report) {
    var message = new ReportMessage(AGENDA, report, Optional.of("last\nlines"));

    assertThat(ReportMessage.parse(message.body())).isEqualTo(message);
    assertThat(ReportMessage.parse(ReportMessage.of(AGENDA, report).body()).log()).isEmpty();
  }

  static Stream<List<Output.Spilled>> blobs() {
    return Stream.of(
        List.of(),
        List.of(new Output.Spilled("ab".repeat(32), 5_000_000)),
        List.of(new Output.Spilled("ab".repeat(32), 7), new Output.Spilled("cd".repeat(32), 8)));
  }

  @ParameterizedTest
  @MethodSource("blobs")
  void readsBackWhereALargeResultIs(List<Output.Spilled> blobs) {
    var report = ended(Optional.of(AT), new Report.Ending.Succeeded(Json.NULL));
    var message =
        new ReportMessage(
            AGENDA,
            report,
            Optional.empty(),
            blobs,
            Optional.of("cGFydA=="),
            OperationProgress.NONE,
            Optional.empty());

    assertThat(ReportMessage.parse(message.body())).isEqualTo(message);
    assertThat(ReportMessage.parse(ReportMessage.of(AGENDA, report).body()).spilled()).isEmpty();
  }

  @Test
  void readsBackWhatAnAttemptSaysOfItself() {
    var said =
        new OperationProgress(
            Optional.of("copying"), Optional.of(40), Optional.of(Json.texts(List.of("a"))));
    var message = new ReportMessage(AGENDA, new Report.Beat("a", 1, AT), Optional.of("line"), said);

    assertThat(ReportMessage.parse(message.body())).isEqualTo(message);

    var order =
        new WorkMessage(
            new OperationKey(AGENDA, "a"),
            2,
            "wordcount",
            new CorrelationId("call"),
            Json.of("x"),
            "completions",
            Optional.of(new OperationProgress.OfAttempt(1, said)));
    assertThat(WorkMessage.parse(order.body())).isEqualTo(order);
  }

  @Test
  void writesReportsInTheAgreedForm() {
    var report = ended(Optional.of(AT), new Report.Ending.Succeeded(Json.of(7)));

    assertThat(ReportMessage.of(AGENDA, report).body())
        .isEqualTo(
            "{\"v\":1,\"agenda\":\"acme/01hzy3v7k2m9q4r8s6t0w1x5za\",\"report\":{\"kind\":\"ended\","
                + "\"operation\":\"probe\",\"attempt\":1,\"starts\":1,"
                + "\"startedAt\":\"2026-01-31T12:00:00.500Z\",\"at\":\"2026-01-31T12:00:00.500Z\","
                + "\"ending\":{\"kind\":\"succeeded\",\"result\":7}}}");
  }

  @Test
  void writesMillisecondsEvenWhenTheyAreZeroAndCutsOffFiner() {
    var body =
        ReportMessage.of(AGENDA, new Report.Beat("a", 1, Instant.parse("2026-01-31T12:00:00Z")));
    var finer = new Report.Beat("a", 1, Instant.parse("2026-01-31T12:00:00.000999Z"));

    assertThat(body.body()).contains("12:00:00.000Z");
    assertThat(ReportMessage.of(AGENDA, finer).body()).isEqualTo(body.body());
  }

  @Test
  void givesEqualMessagesEqualKeysAndOthersOthers() {
    var keys = everyReport().map(r -> ReportMessage.of(AGENDA, r).deduplicationKey()).toList();

    assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[0-9a-f]{64}"));
    assertThat(everyReport().map(r -> ReportMessage.of(AGENDA, r).deduplicationKey()))
        .isEqualTo(keys);
  }

  @Test
  void tellsTicksOfDifferentMomentsApart() {
    var tick = ReportMessage.of(AGENDA, new Report.Tick());

    assertThat(tick.deduplicationKey(AT)).isEqualTo(tick.deduplicationKey(AT));
    assertThat(tick.deduplicationKey(AT)).isNotEqualTo(tick.deduplicationKey(AT.plusMillis(1)));
  }

  @Test
  void leavesFieldsOfNewerSendersAlone() {
    var body =
        "{\"v\":1,\"x\":0,\"agenda\":\"%s\",\"report\":{\"kind\":\"tick\",\"y\":0},\"log\":null}"
            .formatted(AGENDA);

    assertThat(ReportMessage.parse(body)).isEqualTo(ReportMessage.of(AGENDA, new Report.Tick()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]|",
        "{}|/v",
        "{'v':2}|/v",
        "{'v':1}|/agenda",
        "{'v':1,'agenda':'nobody'}|/agenda",
        "{'v':1,'agenda':'$'}|/report",
        "{'v':1,'agenda':'$','report':{'kind':'dance'}}|/report/kind",
        "{'v':1,'agenda':'$','report':{'kind':'beat','operation':7}}|/report/operation",
        "{'v':1,'agenda':'$','report':{'kind':'beat','operation':'a','attempt':1.5}}"
            + "|/report/attempt",
        "{'v':1,'agenda':'$','report':{'kind':'beat','operation':'a','attempt':1,'at':'noon'}}"
            + "|/report/at",
        "{'v':1,'agenda':'$','report':{'kind':'tick'},'log':[]}|/log"
      })
  void refusesReportsItCantRead(String bodyAndPlace) {
    var parts = bodyAndPlace.replace('\'', '"').replace("$", AGENDA.toString()).split("\\|", -1);

    var thrown = catchThrowableOfType(FairleadException.class, () -> ReportMessage.parse(parts[0]));

    assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(thrown.problems()).extracting(Problem::path).containsExactly(parts[1]);
  }

  @Test
  void readsBackWork() {
    var key = new OperationKey(AGENDA, "count/words");
    var work =
        new WorkMessage(
            key, 2, "wordcount", new CorrelationId("call"), Json.of("x"), "completions.fifo");

    assertThat(WorkMessage.parse(work.body())).isEqualTo(work);
    assertThat(work.body())
        .isEqualTo(
            "{\"v\":1,\"key\":\"acme/01hzy3v7k2m9q4r8s6t0w1x5za/count/words\",\"attempt\":2,"
                + "\"type\":\"wordcount\",\"correlationId\":\"call\",\"payload\":\"x\",\"reportTo\":\"completions.fifo\"}");
  }

  @Test
  void carriesTheDeepestResultATenantMayHave() {
    var deepest = JsonText.parse("[".repeat(100) + "]".repeat(100));
    var message =
        ReportMessage.of(AGENDA, ended(Optional.of(AT), new Report.Ending.Succeeded(deepest)));

    assertThat(ReportMessage.parse(message.body())).isEqualTo(message);
  }

  @Test
  void refusesWorkWithoutAKey() {
    var thrown =
        catchThrowableOfType(
            FairleadException.class, () -> WorkMessage.parse("{\"v\":1,\"key\":\"acme\"}"));

    assertThat(thrown.problems()).extracting(Problem::path).containsExactly("/key");
  }

  @Test
  void writesProblemDetails() {
    var problem =
        new ProblemJson(
            ErrorCode.INVALID_DOCUMENT,
            "2 problems.",
            List.of(new Problem("/operations/0/type", ProblemCode.UNKNOWN_TYPE, "No such type.")),
            400,
            "c1");

    assertThat(JsonText.write(problem.json()))
        .isEqualTo(
            "{\"type\":\"https://fairlead.dev/problems/invalid-document\","
                + "\"title\":\"The document has problems.\",\"status\":400,"
                + "\"detail\":\"2 problems.\",\"code\":\"INVALID_DOCUMENT\","
                + "\"correlationId\":\"c1\",\"problems\":[{\"path\":\"/operations/0/type\","
                + "\"code\":\"unknown-type\",\"message\":\"No such type.\"}]}");
  }

  private static Report ended(Optional<Instant> startedAt, Report.Ending ending) {
    return new Report.Ended("probe", 1, 1, startedAt, AT, ending);
  }
}
