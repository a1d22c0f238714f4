package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
  @TempDir Path home;

  @Test
  void printsALinePerEventAndTheResults() {
    try (var server = Agendas.running("succeeded", Agendas.succeeded())) {
      var session = Session.at(server, home);

      assertThat(session.types("watch", Agendas.ID)).isZero();

      assertThat(session.err()).isEmpty();
      assertThat(session.out())
          .isEqualTo(
              """
              Agenda 01k00000000000000000000001 "Encode", 2 operations
              00:00.1  agenda  started
              00:00.1  probe   ready
              00:00.2  probe   started
              00:00.7  probe   succeeded
              00:02.0  encode  retrying: exit:3 (attempt 2)
              00:02.1  encode  succeeded (attempt 2)
              00:02.1  agenda  succeeded

              Encode  01k00000000000000000000001

              OPERATION  OUTCOME      TIME    ATTEMPTS  RESULT
              probe      ✔ succeeded  0.50 s  1         {"height":720}
              encode     ✔ succeeded  1.10 s  2

              ✔ succeeded in 2.00 s · critical path 1.60 s · ratio 1.25 · at most 1 at once
              """);
      assertThat(session.pauses).hasValue(2);
    }
  }

  @Test
  @Tag("F082")
  void saysWhatARunningOperationSaysOfItself() {
    try (var server = saysItIsAt(40)) {
      var session = Session.at(server, home);

      assertThat(session.types("watch", Agendas.ID)).isZero();

      assertThat(session.out())
          .containsOnlyOnce("  probe   40 %  reading\n")
          .containsOnlyOnce("reading");
    }
  }

  @Test
  void saysWhatWasSaidBeforeAnybodyLooked() {
    try (var server =
        new ScriptedServer()
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.saying(40, "reading"))
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.saying(40, "reading"))
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.saying(40, "reading"))
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.succeeded())) {
      var session = Session.at(quietFor(server, 17), home);

      assertThat(session.types("watch", Agendas.ID)).isZero();

      assertThat(session.out()).containsOnlyOnce("  probe   40 %  reading\n");
    }
  }

  @Test
  void drawsWhatARunningOperationSaysOfItself() {
    try (var server = saysItIsAt(40)) {
      var session = Session.at(server, home);
      session.terminal = true;

      assertThat(session.types("watch", Agendas.ID)).isZero();

      assertThat(session.out()).contains("40 %  reading");
    }
  }

  /** Nothing happens for a while; meanwhile its operation says twice the same. */
  private static ScriptedServer saysItIsAt(int percent) {
    return quietFor(
        new ScriptedServer()
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.executing())
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.saying(percent, "reading"))
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.saying(percent, "reading"))
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.succeeded()),
        17);
  }

  private static ScriptedServer quietFor(ScriptedServer server, int questions) {
    server.on("GET " + Agendas.EVENTS + "0", 200, Agendas.firstEvents());
    for (int i = 0; i < questions; i++) {
      server.on("GET " + Agendas.EVENTS + "3", 200, "{'events':[],'last':3,'state':'EXECUTING'}");
    }
    return server.on("GET " + Agendas.EVENTS + "3", 200, Agendas.lastEvents("succeeded"));
  }

  @Test
  void keepsStandardOutputForTheAnswerInJson() {
    try (var server = Agendas.running("succeeded", Agendas.succeeded())) {
      var session = Session.at(server, home);

      assertThat(session.types("watch", Agendas.ID, "-o", "json")).isZero();

      assertThat(session.out()).startsWith("{\n  \"id\": \"01k0").contains("\"ratio\": 1.25");
      assertThat(session.err()).contains("00:00.2  probe   started");
    }
  }

  @Test
  void saysWhatFailedWhyAndWhereItsOutputIs() {
    try (var server = Agendas.running("failed", Agendas.failed())) {
      var session = Session.at(server, home);

      assertThat(session.types("watch", Agendas.ID)).isEqualTo(1);

      assertThat(session.out())
          .endsWith(
              """

              ✘ encode failed after 2 attempts
                why           The command exited with 3. (exit:3)

                all it wrote  fairlead logs 01k00000000000000000000001 --operation encode
                as a picture  fairlead graph 01k00000000000000000000001
              """);
    }
  }

  @Test
  void exitsDifferentlyForWhatWasStopped() {
    for (var outcome : new String[] {"cancelled", "timedOut"}) {
      var complete = Agendas.complete(outcome, outcome, "");
      try (var server = Agendas.running(outcome, complete)) {
        assertThat(Session.at(server, home).types("watch", Agendas.ID)).isEqualTo(5);
      }
    }
  }

  @Test
  void followsTheLatest() {
    try (var server =
        Agendas.running("succeeded", Agendas.succeeded())
            .on(
                "GET /v1/agendas?limit=1",
                200,
                "{'agendas':[{'id':'%s'}]}".formatted(Agendas.ID))) {
      assertThat(Session.at(server, home).types("watch", "@latest")).isZero();
    }
  }

  @Test
  void goesOnAfterLosingTheServerForAWhile() {
    try (var server =
        new ScriptedServer()
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.executing())
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.succeeded())
            .on("GET " + Agendas.EVENTS + "0", 503, "{'detail':'starting'}")
            .on("GET " + Agendas.EVENTS + "0", 200, Agendas.firstEvents())
            .on("GET " + Agendas.EVENTS + "3", 200, Agendas.lastEvents("succeeded"))) {
      assertThat(Session.at(server, home).types("watch", Agendas.ID)).isZero();
    }
  }

  @Test
  void givesUpOnAServerThatIsGone() {
    try (var server =
        new ScriptedServer()
            .on("GET /v1/agendas/" + Agendas.ID, 200, Agendas.executing())
            .on("GET " + Agendas.EVENTS + "0", 503, "{'detail':'The store is away.'}")) {
      var session = Session.at(server, home);

      assertThat(session.types("watch", Agendas.ID)).isEqualTo(3);

      assertThat(session.err()).isEqualTo("fairlead: The store is away.\n");
    }
  }

  @Test
  void redrawsInATerminalAndLeavesItTidy() {
    try (var server = Agendas.running("succeeded", Agendas.succeeded())) {
      var session = Session.at(server, home);
      session.terminal = true;

      assertThat(session.types("watch", Agendas.ID)).isZero();

      assertThat(session.out())
          .startsWith("\u001b[?25l\r\u001b[1mEncode")
          .contains("\r\u001b[4A")
          .contains("\u001b[J\u001b[?25h\u001b[1mEncode");
    }
  }

  @Test
  void drawsWithoutColoursWhenAskedTo() {
    try (var server = Agendas.running("succeeded", Agendas.succeeded())) {
      var session = Session.at(server, home);
      session.terminal = true;
      session.environment.put("NO_COLOR", "1");

      session.types("watch", Agendas.ID);

      assertThat(session.out()).contains("\u001b[?25l").doesNotContainPattern("\u001b\\[[0-9]+m");
    }
  }

  @Test
  void writesPlainLinesToADumbTerminal() {
    try (var server = Agendas.running("succeeded", Agendas.succeeded())) {
      var session = Session.at(server, home);
      session.terminal = true;
      session.environment.put("TERM", "dumb");

      session.types("watch", Agendas.ID);

      assertThat(session.out()).contains("00:00.2  probe   started").doesNotContain("\u001b");
    }
  }

  @Test
  void colorsAPipeOnlyWhenTold() {
    try (var server = Agendas.running("succeeded", Agendas.succeeded())) {
      var session = Session.at(server, home);

      session.types("watch", Agendas.ID, "--color", "always");

      assertThat(session.out()).contains("\u001b[32m✔ succeeded");
    }
  }
}
