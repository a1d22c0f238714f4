package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtaCommandTest {
  private static final String ID = "01jbhm3kz8x5t0q2r4s6v8w9ya";
  private static final String TOLD =
      "{'agendaId':'"
          + ID
          + "','state':'WAITING','at':'2026-03-01T12:00:00.000Z',"
          + "'start':{'low':'2026-03-01T12:00:00.000Z','expected':'2026-03-01T12:01:30.000Z',"
          + "'high':'2026-03-01T12:04:05.000Z'},"
          + "'end':{'low':'2026-03-01T12:02:00.000Z','expected':'2026-03-01T12:03:00.000Z',"
          + "'high':'2026-03-01T13:07:00.000Z'},"
          + "'assumptions':['All goes\\u001b[31m on as now.']}";

  @TempDir Path home;

  @Test
  void saysWhenAndHowSureThatIsAndByWhat() {
    try (var server = new ScriptedServer().on("GET /v1/agendas/" + ID + "/eta", 200, TOLD)) {
      var session = Session.at(server, home);

      assertThat(session.types("eta", ID)).isZero();

      assertThat(session.out().lines())
          .containsExactly(
              "Agenda " + ID + " · waiting",
              "  starts in 1 min 30 s; 80 %: 0.00 s to 4 min 05 s",
              "  ends in 3 min 00 s; 80 %: 2 min 00 s to 1 h 07 min",
              "  assumes: All goes [31m on as now.");
    }
  }

  @Test
  void saysWhyItCannotTell() {
    var held =
        "{'agendaId':'"
            + ID
            + "','state':'WAITING','at':'2026-03-01T12:00:00.000Z','unknown':'It is held.',"
            + "'assumptions':[]}";
    try (var server = new ScriptedServer().on("GET /v1/agendas/" + ID + "/eta", 200, held)) {
      var session = Session.at(server, home);

      assertThat(session.types("eta", ID)).isZero();

      assertThat(session.out().lines())
          .containsExactly("Agenda " + ID + " · waiting", "  It is held.");
    }
  }
}
