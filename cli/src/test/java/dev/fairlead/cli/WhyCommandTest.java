package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyCommandTest {
  private static final String ID = "01jbhm3kz8x5t0q2r4s6v8w9ya";
  private static final String IN_LINE =
      "{'agendaId':'"
          + ID
          + "','state':'WAITING','reason':{'code':'IN_LINE','isWait':true,'sentence':'4 agendas are"
          + " before it, 3 of them your own.','unblock':'The turn of those before"
          + " it.','position':5,'ahead':{'agendas':4,'own':3,'isMore':false}},"
          + "'whatIfs':[{'change':'weight','from':'1','to':'2','isNow':true,'sentence':'It would"
          + " start now with weight 2 (now 1).'}],'operations':[],'moreOperations':0}";
  private static final String RUNNING =
      "{'agendaId':'"
          + ID
          + "','state':'EXECUTING','reason':{'code':'RUNNING','isWait':false,"
          + "'sentence':'1 operation runs, 2 wait.'},'operations':["
          + "{'operation':'probe','state':'EXECUTING','reason':{'code':'EXECUTING',"
          + "'isWait':false,'sentence':'It has been running since noon.'}},"
          + "{'operation':'encode\\u001b[31m','state':'WAITING','reason':{'code':'DEPENDENCIES',"
          + "'isWait':true,'sentence':'It depends on probe, not complete yet.',"
          + "'unblock':'The end of probe.','operations':['probe']}}],'moreOperations':7}";

  @TempDir Path home;

  @Test
  void saysWhatIsAheadAndWhatWouldUnblockIt() {
    try (var server = new ScriptedServer().on("GET /v1/agendas/" + ID + "/why", 200, IN_LINE)) {
      var session = Session.at(server, home);

      assertThat(session.types("why", ID)).isZero();

      assertThat(session.out().lines())
          .containsExactly(
              "Agenda " + ID + " · waiting · IN_LINE",
              "  4 agendas are before it, 3 of them your own.",
              "  unblocked by: The turn of those before it.",
              "  It would start now with weight 2 (now 1).");
      assertThat(session.types("why", ID, "-o", "json")).isZero();
      assertThat(session.out()).contains("\"position\": 5");
    }
  }

  @Test
  void listsOperationsAndNothingThatSteersTheTerminal() {
    try (var server = new ScriptedServer().on("GET /v1/agendas/" + ID + "/why", 200, RUNNING)) {
      var session = Session.at(server, home);

      assertThat(session.types("why", ID)).isZero();

      assertThat(session.out().lines())
          .containsExactly(
              "Agenda " + ID + " · executing · RUNNING",
              "  1 operation runs, 2 wait.",
              "",
              "▶ probe · EXECUTING",
              "  It has been running since noon.",
              "",
              "· encode [31m · DEPENDENCIES",
              "  It depends on probe, not complete yet.",
              "",
              "… and 7 more");
    }
  }

  @Test
  void asksForOneOperationByItsName() {
    try (var server =
        new ScriptedServer()
            .on("GET /v1/agendas/" + ID + "/why?operation=encode%20it", 404, "{'detail':'No.'}")) {
      var session = Session.at(server, home);

      assertThat(session.types("why", ID, "encode it")).isEqualTo(ExitCode.INVALID.number());
    }
  }
}
