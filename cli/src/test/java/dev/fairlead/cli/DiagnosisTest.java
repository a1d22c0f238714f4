package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.Diagnosis.Step;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static final Style SIGNS = new Style(false, true);

  private static final String CHECK =
      """
      {'name':'check','state':'COMPLETE','outcome':'failed','attempt':2,'dependsOn':['fetch'],
       'diagnostic':{'code':'exit:65','message':'The command ended with exit code 65.'}}\
      """;

  private static final AgendaView FAILED =
      agenda(
          succeeded("fetch"),
          CHECK,
          skipped("encode", "check"),
          skipped("publish", "encode"),
          skipped("later", "fetch"));

  @Test
  void tellsWhatFailedWhyItsLogAndWhatDidNotRun() {
    var steps = List.of(Step.of("look closer", "fairlead dev", "fairlead submit a.yaml --watch"));

    assertThat(new Diagnosis(80, SIGNS).lines(FAILED, log("one\ntwo\n"), steps))
        .containsExactly(
            "",
            "✘ check failed after 2 attempts",
            "  why           The command ended with exit code 65. (exit:65)",
            "  log           │ one",
            "                │ two",
            "  did not run   encode, publish",
            "",
            "  not started   later",
            "",
            "  look closer   fairlead dev",
            "                fairlead submit a.yaml --watch");
  }

  @Test
  void saysNothingWhereNothingFailed() {
    var steps = List.of(Step.of("look closer", "fairlead dev"));

    assertThat(new Diagnosis(80, SIGNS).lines(agenda(succeeded("a")), log("x"), steps)).isEmpty();
  }

  @Test
  void breaksLinesForANarrowScreenButNoCommands() {
    var command = "fairlead submit a-file-with-a-rather-long-name.yaml --watch";

    var lines =
        new Diagnosis(40, SIGNS)
            .lines(FAILED, log("x".repeat(30)), List.of(Step.of("look closer", command)));

    assertThat(lines)
        .contains(
            "  why           The command ended with",
            "                exit code 65. (exit:65)",
            "  log           │ " + "x".repeat(22),
            "                │ " + "x".repeat(8),
            "  look closer   " + command);
    assertThat(lines)
        .filteredOn(line -> !line.contains("submit"))
        .allMatch(line -> line.length() <= 40);
  }

  @Test
  void breaksNothingForAFile() {
    assertThat(
            new Diagnosis(Integer.MAX_VALUE, SIGNS).lines(FAILED, log("x".repeat(5000)), List.of()))
        .contains("  log           │ " + "x".repeat(5000));
  }

  @Test
  void showsTheEndOfALongLog() {
    var log = new StringBuilder();
    IntStream.rangeClosed(1, 33).forEach(i -> log.append("line ").append(i).append('\n'));

    assertThat(new Diagnosis(80, SIGNS).lines(FAILED, log(log.toString()), List.of()))
        .containsSequence("  log           … after 23 more lines", "                │ line 24")
        .contains("                │ line 33")
        .doesNotContain("                │ line 23");
  }

  @Test
  void letsNoLogSteerTheTerminal() {
    assertThat(new Diagnosis(80, SIGNS).lines(FAILED, log("a\u001b[2Jb\r\u202e\n"), List.of()))
        .contains("  log           │ a[2Jb");
  }

  @Test
  void writesAsciiWhereThereIsNoMore() {
    var lines = new Diagnosis(80, Style.PLAIN).lines(FAILED, log("one\n"), List.of());

    assertThat(lines).contains("x check failed after 2 attempts", "  log           | one");
    assertThat(String.join("", lines)).isASCII();
  }

  @Test
  void paintsTheSignAndTheLabelsOnly() {
    assertThat(new Diagnosis(80, new Style(true, true)).lines(FAILED, log(""), List.of()))
        .contains(
            "\u001b[31m✘\u001b[0m \u001b[1mcheck\u001b[0m failed after 2 attempts",
            "  \u001b[2mdid not run   \u001b[0mencode, publish");
  }

  @Test
  void namesThoseThatFailedBeyondTheFirstFive() {
    var operations = new String[8];
    for (int i = 0; i < operations.length; i++) {
      operations[i] = CHECK.replace("'check'", "'check-" + i + "'");
    }

    var lines = new Diagnosis(80, SIGNS).lines(agenda(operations), log(""), List.of());

    assertThat(lines).filteredOn(line -> line.startsWith("✘")).hasSize(5);
    assertThat(lines).last().isEqualTo("  also failed   check-5, check-6, check-7");
  }

  @Test
  void countsNamesThatAreTooMany() {
    var operations = new String[31];
    operations[0] = CHECK;
    for (int i = 1; i < operations.length; i++) {
      operations[i] = skipped("op-" + i, "check");
    }

    assertThat(new Diagnosis(200, SIGNS).lines(agenda(operations), log(""), List.of()))
        .last()
        .asString()
        .startsWith("  did not run   op-1, op-2,")
        .endsWith("op-12 and 18 more");
  }

  @Test
  void knowsWhatRanOutOfTime() {
    var late = CHECK.replace("'failed'", "'timedOut'").replace("'attempt':2", "'attempt':1");

    assertThat(new Diagnosis(80, SIGNS).lines(agenda(late), log(""), List.of()))
        .contains("✘ check ran out of time");
  }

  @Test
  void givesAHintWhereThereIsOne() {
    assertThat(hint("exit:127", 1)).contains("Install the program");
    assertThat(hint("exit:137", 1)).contains("out of memory");
    assertThat(hint("reference", 1)).contains("@<name.out::/field?none>");
    assertThat(hint("exit:3", 1)).contains("retry: { maxAttempts: 3 }");
    assertThat(hint("exit:3", 2)).doesNotContain("hint");
    assertThat(hint("exception", 1)).doesNotContain("hint");
  }

  @Test
  void namesTheFirstOfSeveralCausesInTheTable() {
    var agenda =
        agenda(
            CHECK.replace("'check'", "'one'"),
            CHECK.replace("'check'", "'two'"),
            skipped("join", "two", "one"),
            skipped("alone"));

    var lines = new ResultTable(60, SIGNS).lines(agenda, Session.NOW);

    assertThat(lines)
        .contains(
            "join       ○ skipped  –     –         one failed",
            "alone      ○ skipped  –     –         not started");
    var aftermath = new Aftermath(agenda);
    assertThat(aftermath.notRunAfter("two")).containsExactly("join");
    assertThat(aftermath.notRunAfter("one")).containsExactly("join");
    assertThat(aftermath.notStarted()).containsExactly("alone");
  }

  @Test
  void keepsTheTableAndItsFiguresOnANarrowScreen() {
    var agenda =
        AgendaView.of(
            json(
                """
                {'id':'%s','state':'COMPLETE','outcome':'failed','makespanSeconds':2,
                 'criticalPathSeconds':1.6,'ratio':1.25,'maxParallel':3,'operations':[%s]}
                """
                    .formatted(Agendas.ID, CHECK.replace("'check'", "'" + "n".repeat(80) + "'"))));

    for (int columns : new int[] {40, 60, 80, 100}) {
      assertThat(new ResultTable(columns, SIGNS).lines(agenda, Session.NOW))
          .allMatch(line -> Text.width(line) <= columns);
    }
    assertThat(new ResultTable(60, SIGNS).lines(agenda, Session.NOW))
        .contains("n".repeat(19) + "…  ✘ failed  –     2         exit:65: Th…")
        .last()
        .isEqualTo("✘ failed in 2.00 s · critical path 1.60 s · ratio 1.25");
  }

  private static String hint(String code, int attempts) {
    var operation = CHECK.replace("exit:65", code).replace("'attempt':2", "'attempt':" + attempts);
    return String.join(
        "\n", new Diagnosis(200, SIGNS).lines(agenda(operation), log(""), List.of()));
  }

  private static Function<String, String> log(String text) {
    return operation -> operation.startsWith("check") ? text : "";
  }

  private static String succeeded(String name) {
    return "{'name':'%s','state':'COMPLETE','outcome':'succeeded','attempt':1}".formatted(name);
  }

  private static String skipped(String name, String... dependencies) {
    return "{'name':'%s','state':'COMPLETE','outcome':'skipped','attempt':0,'dependsOn':%s}"
        .formatted(name, JsonText.write(Json.texts(List.of(dependencies))));
  }

  private static AgendaView agenda(String... operations) {
    return AgendaView.of(
        json(
            "{'id':'%s','state':'COMPLETE','outcome':'failed','operations':[%s]}"
                .formatted(Agendas.ID, String.join(",", operations))));
  }

  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"').getBytes(UTF_8));
  }
}
