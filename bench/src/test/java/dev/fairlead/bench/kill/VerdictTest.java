package dev.fairlead.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.bench.kill.Verdict.Started;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final String KEY = "local/01k00000000000000000000001/";
  private static final KillAgenda EXPECTED =
      new KillAgenda(
          Json.EMPTY,
          List.of("one", "pause"),
          Map.of("one", Json.object().put("number", 1).build()));
  private static final Set<Started> STARTED = Set.of(new Started("one", 2));
  private static final String NOTES =
      "start "
          + KEY
          + "one 1 10 10 5\nstart "
          + KEY
          + "one 2 11 11 6\nend "
          + KEY
          + "one 2 11 11 6\n";

  @Test
  void findsNothingWrongWithARetriedAttempt() {
    assertThat(problems(agenda(), NOTES)).isEmpty();
  }

  @Test
  void seesAStartThatTheJournalDoesNotCount() {
    assertThat(problems(agenda().replace("'starts':2", "'starts':1"), NOTES))
        .containsExactly("one: starts: 1, not 2");
  }

  @Test
  void seesAnAttemptThatRanTwice() {
    assertThat(problems(agenda(), NOTES + "start " + KEY + "one 2 12 12 7\n"))
        .containsExactly(
            "one: starts: 2, not 3",
            "one: starts of the committed attempt: 2, not 1",
            "one: attempt 2 was started twice");
  }

  @Test
  void seesACommittedAttemptThatNeverEnded() {
    assertThat(problems(agenda(), NOTES.substring(0, NOTES.indexOf("end"))))
        .containsExactly("one: ends of the committed attempt: 0, not 1");
  }

  @Test
  void seesTwoCommits() {
    assertThat(problems(agenda().replaceFirst("'commits':1", "'commits':2"), NOTES))
        .containsExactly("one: commits: 2, not 1");
  }

  @Test
  void seesAnOperationThatIsMissing() {
    var lost = agenda().substring(0, agenda().indexOf(",{'name':'pause'")) + "]}";
    assertThat(problems(lost, NOTES)).containsExactly("the operations: [one], not [one, pause]");
  }

  @Test
  void seesAnotherResult() {
    assertThat(problems(agenda().replace("'number':1", "'number':2"), NOTES)).hasSize(1);
  }

  @Test
  void seesAFailure() {
    assertThat(problems(agenda().replaceFirst("succeeded", "failed"), NOTES))
        .containsExactly("the agenda's outcome: failed, not succeeded");
  }

  @Test
  void seesProcessesThatNobodyOrdered() {
    assertThat(problems(agenda(), NOTES + "start " + KEY + "pause 1 12 12 7\n"))
        .containsExactly("pause: has a process that nobody ordered");
    assertThat(problems(agenda(), NOTES + "start other/01k00000000000000000000002/one 1 12 12 7\n"))
        .containsExactly("a process of another agenda ran: other/01k00000000000000000000002/one");
  }

  @Test
  void seesAStartThatOnlyTheJournalKnows() {
    var ledger = Ledger.parse(NOTES);
    var agenda = (Json.Obj) JsonText.parse(agenda().replace('\'', '"'));
    assertThat(
            Verdict.problems(
                agenda, EXPECTED, ledger, Set.of(new Started("one", 2), new Started("one", 3))))
        .containsExactly("one: attempt 3 started by the journal only");
  }

  private static List<String> problems(String agenda, String notes) {
    return Verdict.problems(
        (Json.Obj) JsonText.parse(agenda.replace('\'', '"')),
        EXPECTED,
        Ledger.parse(notes),
        STARTED);
  }

  private static String agenda() {
    return "{'id':'01k00000000000000000000001','state':'COMPLETE','outcome':'succeeded',"
        + "'operations':[{'name':'one','outcome':'succeeded','attempt':2,'starts':2,'commits':1,"
        + "'result':{'number':1}},{'name':'pause','outcome':'succeeded','attempt':1,'starts':1,"
        + "'commits':1}]}";
  }
}
