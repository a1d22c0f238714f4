package dev.fairlead.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.wire.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Finding GOOD = Finding.ok("git", "2.39.5");
  private static final Finding DOUBTFUL =
      Finding.warning("Node.js", "18.1.0, but 20 is needed", "Get it.");
  private static final Finding BAD = Finding.problem("Maven", "is not on PATH", "Get Maven.");

  @Test
  void warningsAloneAreNoFailure() {
    assertThat(report(GOOD, DOUBTFUL).exitCode()).isZero();
  }

  @Test
  void aProblemIsAFailure() {
    assertThat(report(GOOD, BAD, DOUBTFUL).exitCode()).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeReachedWeighsMoreThanAProblem() {
    var report =
        new Report(
            List.of(
                Section.reached("This machine", List.of(BAD)),
                Section.unreached("Environment try", BAD)));

    assertThat(report.exitCode()).isEqualTo(3);
  }

  @Test
  void saysInWordsHowBadAFindingIs() {
    var lines = new ReportText(false, false, 80).lines(report(GOOD, DOUBTFUL, BAD));

    assertThat(lines)
        .containsExactly(
            "This machine",
            "  ok       git      2.39.5",
            "  warning  Node.js  18.1.0, but 20 is needed",
            "           -> Get it.",
            "  problem  Maven    is not on PATH",
            "           -> Get Maven.",
            "",
            "1 ok, 1 warning, 1 problem");
  }

  @Test
  void longTextGoesOnBelowItself() {
    var report =
        report(Finding.problem("a", "one two three four five six", "seven eight nine ten eleven"));

    assertThat(new ReportText(false, true, 36).lines(report))
        .startsWith(
            "This machine",
            "  problem  a  one two three four",
            "              five six",
            "           → seven eight nine ten",
            "             eleven");
  }

  @Test
  void whereThereIsNoRoomTheTerminalFoldsTheLines() {
    var report = report(Finding.ok("a", "one two three four five six seven"));

    assertThat(new ReportText(false, true, 20).lines(report))
        .contains("  ok       a  one two three four five six seven");
  }

  @Test
  void coloursOnlyTheWordSoThatColumnsStay() {
    assertThat(new ReportText(true, true, 80).lines(report(BAD)))
        .contains("  \u001b[31mproblem\u001b[0m  Maven  is not on PATH");
  }

  @Test
  void whatOthersWroteCanNotSteerTheTerminal() {
    var finding = Finding.problem("stack\n", "failed:\u001b[2J\r\n  no\u2028such role", "Look.");

    assertThat(finding.about()).isEqualTo("stack");
    assertThat(finding.says()).isEqualTo("failed: [2J no such role");
  }

  @Test
  void isTheSameForPrograms() {
    assertThat(JsonText.write(report(GOOD, BAD).json()))
        .isEqualTo(
            """
            {"ok":1,"warnings":0,"problems":1,"sections":[{"title":"This machine","reached":true,\
            "findings":[{"level":"ok","about":"git","says":"2.39.5"},\
            {"level":"problem","about":"Maven","says":"is not on PATH","next":"Get Maven."}]}]}\
            """);
  }

  private static Report report(Finding... findings) {
    return new Report(List.of(Section.reached("This machine", List.of(findings))));
  }
}
