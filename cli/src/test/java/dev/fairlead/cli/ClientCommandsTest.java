package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientCommandsTest {
  private static final String ONE = "/v1/agendas/" + Agendas.ID;

  @TempDir Path home;

  @Test
  void submitsAFileAsItIs() throws IOException {
    var text = "# mine\noperations: [ {name: a, type: log} ]\n";
    var file = Files.writeString(home.resolve("a.yml"), text).toString();
    try (var server = new ScriptedServer().on("POST /v1/agendas", 201, Agendas.accepted())) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", file, "--idempotency-key", "k1")).isZero();

      assertThat(session.out())
          .isEqualTo(
              """
              Agenda 01k00000000000000000000001 accepted on insight default.
              Follow it with: fairlead watch 01k00000000000000000000001
              """);
      assertThat(server.asked())
          .containsExactly(
              new ScriptedServer.Asked(
                  "POST /v1/agendas", text, "application/yaml", "Bearer secret-token", "k1"));
    }
  }

  @Test
  void knowsJsonFromStandardInputByItsLooks() {
    try (var server = new ScriptedServer().on("POST /v1/agendas", 201, Agendas.accepted())) {
      var session = Session.at(server, home);

      session.stdin = "\n {\"operations\":[]}";
      session.types("submit", "-");
      session.stdin = "operations: []";
      session.types("submit", "-");

      assertThat(server.asked())
          .extracting(ScriptedServer.Asked::contentType)
          .containsExactly("application/json", "application/yaml");
    }
  }

  @Test
  void putsTheTimeScaleIntoTheDocument() {
    try (var server = new ScriptedServer().on("POST /v1/agendas", 201, Agendas.accepted())) {
      var session = Session.at(server, home);
      session.stdin = "title: T\noperations: []";

      assertThat(session.types("submit", "-", "--time-scale", "0.01")).isZero();

      assertThat(server.asked().getFirst().body())
          .isEqualTo("{\"title\":\"T\",\"operations\":[],\"timeScale\":0.01}");
    }
  }

  @Test
  void submitsAndWatches() {
    try (var server = Agendas.running("failed", Agendas.failed())) {
      var session = Session.at(server, home);
      session.stdin = "{}";

      assertThat(session.types("submit", "-", "--watch")).isEqualTo(1);
    }
  }

  @Test
  void printsEveryProblemWithItsPlaceInTheFile() {
    var problem =
        """
        {'type':'x','title':'Invalid document','status':422,'detail':'The document has problems.',
         'code':'INVALID_DOCUMENT','correlationId':'c1','problems':[
          {'path':'/operations/0/type','code':'unknown-type','message':'There is no type shel.',
           'suggestion':'shell'},
          {'path':'/operations/7','code':'from-next-year','message':'a waits for b.'},
          {'path':'','code':'more-problems','message':'There are more.'}]}
        """;
    try (var server = new ScriptedServer().on("POST /v1/agendas", 422, problem)) {
      var session = Session.at(server, home);
      session.stdin = "operations:\n  - name: a\n    type: shel\n";

      assertThat(session.types("submit", "-")).isEqualTo(2);

      assertThat(session.out()).isEmpty();
      assertThat(session.err())
          .isEqualTo(
              """
              stdin:1:1: /operations/7: a waits for b (from-next-year)
              stdin:3:5: /operations/0/type: There is no type shel (unknown-type); did you mean "shell"?
              stdin: There are more (more-problems)
              fairlead: 3 problems in stdin.
              """);
    }
  }

  @Test
  void refusesAFileThatIsNotThereAndATimeScaleThatMakesNoSense() {
    try (var server = new ScriptedServer()) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", "nowhere.yaml")).isEqualTo(2);
      assertThat(session.err())
          .isEqualTo(
              """
              nowhere.yaml: There is no file nowhere.yaml (no-such-file)
              fairlead: 1 problem in nowhere.yaml.
              """);
      assertThat(session.types("submit", "-", "--time-scale", "0")).isEqualTo(2);
      session.stdin = "{ not json";
      assertThat(session.types("submit", "-", "--time-scale", "1")).isEqualTo(2);
      assertThat(session.err()).startsWith("stdin:1:3: ");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void saysWhenTheServerRefuses() {
    for (int status : new int[] {401, 403}) {
      try (var server = new ScriptedServer().on("GET " + ONE, status, "{'detail':'Not you.'}")) {
        var session = Session.at(server, home);

        assertThat(session.types("get", Agendas.ID)).isEqualTo(4);
        assertThat(session.err()).startsWith("fairlead: Not you.").doesNotContain("secret-token");
      }
    }
  }

  @Test
  void mapsOtherRefusals() {
    int[][] cases = {{404, 2}, {409, 2}, {413, 2}, {429, 1}, {500, 1}, {503, 3}};
    for (var one : cases) {
      try (var server = new ScriptedServer().on("GET " + ONE, one[0], "{'correlationId':'c9'}")) {
        var session = Session.at(server, home);

        assertThat(session.types("get", Agendas.ID)).as("%d", one[0]).isEqualTo(one[1]);
        assertThat(session.err()).contains("status " + one[0]);
        assertThat(session.err().contains("correlation id c9")).isEqualTo(one[0] >= 500);
      }
    }
  }

  @Test
  void doesNotTakeAnyWebServerForFairlead() {
    try (var server = new ScriptedServer().on("GET " + ONE, 200, "<html>")) {
      var session = Session.at(server, home);

      assertThat(session.types("get", Agendas.ID)).isEqualTo(3);
      assertThat(session.err()).contains("is no Fairlead server");
    }
  }

  @Test
  void getExitsWithZeroWhateverTheOutcome() {
    try (var server = new ScriptedServer().on("GET " + ONE, 200, Agendas.failed())) {
      var session = Session.at(server, home);

      assertThat(session.types("get", Agendas.ID)).isZero();
      assertThat(session.out()).contains("✘ failed").contains("exit:3: The command exited with 3.");
    }
  }

  @Test
  void showsYamlThatHoldsTheSame() {
    try (var server =
        new ScriptedServer().on("GET " + ONE, 200, "{'id':'1','n':[1,{'x':'yes'}]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("get", Agendas.ID, "-o", "yaml")).isZero();
      assertThat(session.out())
          .isEqualTo(
              """
              id: '1'
              n:
                - 1
                - x: yes
              """);
    }
  }

  @Test
  void listsPageByPageUpToTheLimit() {
    try (var server =
        new ScriptedServer()
            .on(
                "GET /v1/agendas?limit=2",
                200,
                """
                {'agendas':[{'id':'b','title':'Two','state':'COMPLETE','outcome':'failed',
                  'addedAt':'2026-03-01T09:00:00Z','startedAt':'2026-03-01T09:00:00Z',
                  'completedAt':'2026-03-01T09:00:12.5Z','operations':{'total':6,'complete':4}}],
                 'next':'x y'}
                """)
            .on(
                "GET /v1/agendas?limit=1&after=x%20y",
                200,
                "{'agendas':[{'id':'a','state':'WAITING','addedAt':'2026-03-01T10:00:00Z'}]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("ls", "--limit", "2")).isZero();

      assertThat(session.out())
          .isEqualTo(
              """
              ID  STATE      DONE  ADDED     TIME    TITLE
              b   ✘ failed   4/6   1 h ago   12.5 s  Two
              a   · waiting  –     10 s ago  –
              """);
    }
  }

  @Test
  void saysWhatToDoWhereThereIsNothing() {
    try (var server =
        new ScriptedServer()
            .on("GET /v1/agendas?limit=20", 200, "{'agendas':[]}")
            .on("GET /v1/agendas?limit=1", 200, "{'agendas':[]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("ls")).isZero();
      assertThat(session.out())
          .isEqualTo("No agendas yet. Submit one with: fairlead submit FILE\n");
      assertThat(session.types("get", "@latest")).isEqualTo(2);
      assertThat(session.err()).contains("There is no latest agenda");
    }
  }

  @Test
  void showsLogsWithoutLettingThemSteerTheTerminal() {
    var logs =
        """
        {'logs':[{'operation':'a b','attempt':1,'text':'one\\n\\u001b[2Jtwo\\n'},
                 {'operation':'a b','attempt':2,'text':'three'}]}
        """;
    try (var server = new ScriptedServer().on("GET " + ONE + "/logs?operation=a%20b", 200, logs)) {
      var session = Session.at(server, home);
      session.terminal = true;
      session.environment.put("NO_COLOR", "1");

      assertThat(session.types("logs", Agendas.ID, "--operation", "a b")).isZero();
      assertThat(session.out()).isEqualTo("== a b ==\none\n[2Jtwo\n== a b (attempt 2) ==\nthree\n");
    }
  }

  @Test
  @Tag("F080")
  void showsTheEndOfLongLogsAndAllOfTheOneThatIsNamed() {
    var log = "{'logs':[{'operation':'a b','attempt':2,'text':'%s'%s}]}";
    var end = log.formatted("end\\n", ",'bytes':12");
    var page = ONE + "/logs?operation=a%20b&attempt=2&from=";
    try (var server =
        new ScriptedServer()
            .on("GET " + ONE + "/logs", 200, end)
            .on("GET " + ONE + "/logs?operation=a%20b", 200, end)
            .on("GET " + page + "0", 200, log.formatted("begin\\n", ",'next':6"))
            .on("GET " + page + "6", 200, log.formatted("end\\n", ""))) {
      var session = Session.at(server, home);

      assertThat(session.types("logs", Agendas.ID)).isZero();
      assertThat(session.out()).isEqualTo("end\n");
      assertThat(session.err())
          .isEqualTo(
              "Of a b this is the end; all 12 bytes: fairlead logs "
                  + Agendas.ID
                  + " --operation 'a b'\n");
      assertThat(session.types("logs", Agendas.ID, "--operation", "a b")).isZero();
      assertThat(session.out()).isEqualTo("begin\nend\n");
    }
  }

  @Test
  void makesATokenAndPrintsItAlone() {
    try (var server =
        new ScriptedServer()
            .on("POST /v1/tokens", 201, "{'token':'fl_new','customerId':'acme','tokenId':'t'}")) {
      var session = Session.at(server, home);

      assertThat(session.types("token", "create", "--customer", "acme", "--scope", "read,admin"))
          .isZero();

      assertThat(session.out()).isEqualTo("fl_new\n");
      assertThat(server.asked().getFirst().body())
          .isEqualTo("{\"customerId\":\"acme\",\"access\":[\"read\",\"admin\"]}");
      assertThat(session.types("token", "create", "--customer", "acme", "--scope", "root"))
          .isEqualTo(2);
    }
  }

  @Test
  void refusesATokenOrKeyThatNoHeaderCanHoldWithoutShowingIt() {
    try (var server = new ScriptedServer()) {
      var session = Session.at(server, home);
      session.stdin = "{}";

      assertThat(session.types("submit", "-", "--idempotency-key", "a\nb")).isEqualTo(2);
      session.environment.put("FAIRLEAD_TOKEN", "hush\nhush");
      assertThat(session.types("ls")).isEqualTo(2);

      assertThat(session.err()).contains("The token for").doesNotContain("hush");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void takesTheTokenFromAFile() throws IOException {
    var file = Files.writeString(home.resolve("token"), "from-file\n");
    try (var server = new ScriptedServer().on("GET " + ONE, 200, Agendas.succeeded())) {
      var session = Session.at(server, home);

      session.types("get", Agendas.ID, "--token-file", file.toString());

      assertThat(server.asked().getFirst().authorization()).isEqualTo("Bearer from-file");
    }
  }

  @Test
  void tellsAgendasToEndToPauseAndToGoOn() {
    var paused = "{'id':'" + Agendas.ID + "','state':'PAUSED','isNew':true}";
    var resumed = "{'id':'" + Agendas.ID + "','state':'EXECUTING','isNew':false}";
    var cancelled = "{'id':'" + Agendas.ID + "','state':'COMPLETE','isNew':true}";
    try (var server =
        new ScriptedServer()
            .on("POST " + ONE + "/pause", 200, paused)
            .on("POST " + ONE + "/resume", 200, resumed)
            .on("POST " + ONE + "/cancel", 200, cancelled)) {
      var session = Session.at(server, home);

      assertThat(session.types("pause", Agendas.ID)).isZero();
      assertThat(session.out())
          .isEqualTo("Agenda 01k00000000000000000000001 is paused; what runs may finish.\n");
      assertThat(session.types("resume", Agendas.ID)).isZero();
      assertThat(session.out()).isEqualTo("Agenda 01k00000000000000000000001 was not paused.\n");
      assertThat(session.types("cancel", Agendas.ID)).isZero();
      assertThat(session.out())
          .isEqualTo("Agenda 01k00000000000000000000001 is cancelled; it had not started.\n");
    }
  }

  @Test
  void saysThatASignalComesTooLate() {
    var problem =
        """
        {'type':'x','title':'x','status':409,'detail':'The agenda is over: succeeded.',
         'code':'AGENDA_OVER','correlationId':'c1'}
        """;
    try (var server = new ScriptedServer().on("POST " + ONE + "/cancel", 409, problem)) {
      var session = Session.at(server, home);

      assertThat(session.types("cancel", Agendas.ID)).isEqualTo(2);
      assertThat(session.err()).isEqualTo("fairlead: The agenda is over: succeeded.\n");
    }
  }

  @Test
  void saysWhatWouldRunAgainAndWhatIsReused() {
    var answer =
        "{'id':'"
            + Agendas.ID
            + "','state':'COMPLETE','dryRun':true,'again':['b','c'],'removed':[],'kept':['a']}";
    try (var server = new ScriptedServer().on("POST " + ONE + "/rerun", 200, answer)) {
      var session = Session.at(server, home);

      assertThat(
              session.types(
                  "rerun",
                  Agendas.ID,
                  "--from",
                  "b",
                  "--set",
                  "/operations/0/payload/n=3",
                  "--set",
                  "/title=New one",
                  "--dry-run"))
          .isZero();

      assertThat(session.out())
          .isEqualTo(
              """
              Agenda 01k00000000000000000000001 would run again; nothing is done yet.
                would run: b, c
                reused:    a
              """);
      assertThat(server.asked().getLast().body())
          .isEqualTo(
              "{\"from\":[\"b\"],\"set\":{\"/operations/0/payload/n\":3,"
                  + "\"/title\":\"New one\"},\"dryRun\":true}");
    }
  }

  @Test
  void doesEverythingAgainUnlessToldOtherwise() {
    var answer =
        "{'id':'"
            + Agendas.ID
            + "','state':'WAITING','dryRun':false,'again':['a'],'removed':['x'],'kept':[]}";
    try (var server = new ScriptedServer().on("POST " + ONE + "/rerun", 200, answer)) {
      var session = Session.at(server, home);

      assertThat(session.types("rerun", Agendas.ID)).isZero();
      assertThat(session.out()).contains("runs again.").contains("removed:   x");
      assertThat(session.types("rerun", Agendas.ID, "--continue")).isZero();
      assertThat(session.types("rerun", Agendas.ID, "--only-failed")).isZero();
      assertThat(session.types("rerun", Agendas.ID, "--all", "--continue")).isEqualTo(2);

      assertThat(server.asked())
          .extracting(ScriptedServer.Asked::body)
          .containsExactly(
              "{\"which\":\"all\",\"dryRun\":false}",
              "{\"which\":\"unfinished\",\"dryRun\":false}",
              "{\"which\":\"failed\",\"dryRun\":false}");
    }
  }
}
