package dev.fairlead.bench.makespan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import org.junit.jupiter.api.Test;

class RunCheckTest {
  private static final String RUN =
      """
      {'outcome':'succeeded','operations':[
        {'name':'a','outcome':'succeeded','starts':1,'commits':1,'dependsOn':[],
         'startedAt':'2026-03-01T10:00:00.000Z','completedAt':'2026-03-01T10:00:01.000Z'},
        {'name':'b','outcome':'succeeded','starts':1,'commits':1,'dependsOn':['a'],
         'startedAt':'2026-03-01T10:00:01.000Z','completedAt':'2026-03-01T10:00:02.000Z'}]}
      """;

  private static Json.Obj run(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }

  @Test
  void acceptsAChildThatStartsTheMomentItsParentEnds() {
    assertThat(RunCheck.violations(run(RUN))).isEmpty();
  }

  @Test
  void seesAChildThatStartsBeforeItsParentEnds() {
    var early =
        RUN.replace(
            "'startedAt':'2026-03-01T10:00:01.000Z'", "'startedAt':'2026-03-01T10:00:00.999Z'");

    assertThat(RunCheck.violations(run(early)))
        .containsExactly(
            "b started at 2026-03-01T10:00:00.999Z, before a ended at 2026-03-01T10:00:01Z");
  }

  @Test
  void seesAParentThatNeverEndedAndAChildThatNeverStarted() {
    var open = RUN.replace(",'completedAt':'2026-03-01T10:00:01.000Z'", "");
    var never = RUN.replace("'startedAt':'2026-03-01T10:00:01.000Z',", "");

    assertThat(RunCheck.violations(run(open)))
        .singleElement()
        .asString()
        .contains("b started", "before a ended at no time");
    assertThat(RunCheck.violations(run(never))).containsExactly("b never started");
  }

  @Test
  void seesWhatDidNotSucceedOnce() {
    assertThat(
            RunCheck.violations(
                run(RUN.replaceFirst("'outcome':'succeeded'", "'outcome':'failed'"))))
        .containsExactly("the agenda's outcome is failed");
    assertThat(RunCheck.violations(run(RUN.replaceFirst("'starts':1", "'starts':2"))))
        .containsExactly("a: outcome succeeded, 2 starts, 1 commits");
    assertThat(RunCheck.violations(run(RUN.replaceFirst("'commits':1", "'commits':0"))))
        .containsExactly("a: outcome succeeded, 1 starts, 0 commits");
    assertThat(
            RunCheck.violations(
                run(
                    RUN.replace(
                        "'name':'a','outcome':'succeeded'", "'name':'a','outcome':'skipped'"))))
        .containsExactly("a: outcome skipped, 1 starts, 1 commits");
  }
}
