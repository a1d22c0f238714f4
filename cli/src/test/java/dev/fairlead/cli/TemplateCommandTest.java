package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCommandTest {
  private static final String PUT = "PUT /v1/templates/encode";
  private static final String RUN = "POST /v1/templates/encode/run";
  private static final String PLAN = "POST /v1/templates/encode/plan";
  private static final String SECOND =
      "{'name':'encode','version':2,'title':'Encode','createdAt':'2026-03-01T10:00:00.000Z'}";

  @TempDir Path home;

  @Test
  void putsATemplateAndSaysItsVersion() {
    try (var server = new ScriptedServer().on(PUT, 201, SECOND)) {
      var session = Session.at(server, home);
      session.stdin = "agenda: { operations: [ {name: a, type: log} ] }";

      assertThat(session.types("template", "create", "encode", "-")).isZero();

      assertThat(session.out())
          .isEqualTo(
              """
              Template encode is at version 2.
              See what it would run with: fairlead template plan encode
              """);
      assertThat(server.asked().getFirst().body()).isEqualTo(session.stdin);
      assertThat(server.asked().getFirst().contentType()).isEqualTo("application/yaml");
    }
  }

  @Test
  void showsTheProblemsOfATemplateWhereTheyStand() {
    try (var server =
        new ScriptedServer()
            .on(
                PUT,
                400,
                "{'code':'INVALID_DOCUMENT','problems':[{'path':'/agenda/operations/0/type',"
                    + "'code':'not-open','message':'A payload does not decide here.'}]}")) {
      var session = Session.at(server, home);
      session.stdin = "agenda:\n  operations:\n    - name: a\n      type: '@<pop.payload::/t>'\n";

      assertThat(session.types("template", "create", "encode", "-")).isEqualTo(2);

      assertThat(session.err())
          .isEqualTo(
              """
              stdin:4:7: /agenda/operations/0/type: A payload does not decide here (not-open)
              fairlead: 1 problem in stdin.
              """);
    }
  }

  @Test
  void namesASharedTemplateByItsOwner() {
    var accepted = "{'id':'01jbhm3kz8x5t0q2r4s6v8w9ya','customerId':'me','state':'WAITING'}";
    try (var server = new ScriptedServer().on(RUN + "?customerId=ops", 201, accepted)) {
      var session = Session.at(server, home);

      assertThat(session.types("template", "run", "ops/encode")).isZero();
      assertThat(server.asked().getLast().line()).isEqualTo(RUN + "?customerId=ops");
      assertThat(session.types("template", "run", "o ps/encode")).isEqualTo(2);
      assertThat(session.err()).contains("'o ps' is no customer's id");
      assertThat(session.types("template", "delete", "ops/encode")).isEqualTo(2);
    }
  }

  @Test
  void saysThatSomebodyElseWasFirst() {
    try (var server =
        new ScriptedServer()
            .on(
                PUT,
                412,
                "{'code':'PRECONDITION_FAILED','detail':'The template is not at that version.'}")) {
      var session = Session.at(server, home);
      session.stdin = "agenda: {}";

      assertThat(session.types("template", "create", "encode", "-", "--if-version", "1"))
          .isEqualTo(2);
      assertThat(session.err()).contains("The template is not at that version.");
    }
  }

  @Test
  void refusesWhatCantBeMeantBeforeItAsks() {
    try (var server = new ScriptedServer()) {
      var session = Session.at(server, home);

      assertThat(session.types("template", "get", "a/b/c")).isEqualTo(2);
      assertThat(session.err()).contains("'b/c' is no template's name");
      assertThat(session.types("template", "delete", "a/b")).isEqualTo(2);
      assertThat(session.err()).contains("'a/b' is no template's name");
      assertThat(session.types("template", "get", "a", "--at", "0")).isEqualTo(2);
      assertThat(session.types("template", "delete", "a", "--if-version", "-1")).isEqualTo(2);
      assertThat(session.types("template", "run", "a", "--set", "x")).isEqualTo(2);
      session.stdin = "[1]";
      assertThat(session.types("template", "run", "a", "-p", "-", "--set", "x=1")).isEqualTo(2);
      assertThat(session.err()).contains("--set needs a payload that is an object");
      session.stdin = "{ not json";
      assertThat(session.types("template", "plan", "a", "-p", "-")).isEqualTo(2);
      assertThat(session.err()).startsWith("stdin:1:3: ");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void listsAllPages() {
    try (var server =
        new ScriptedServer()
            .on(
                "GET /v1/templates?limit=200",
                200,
                "{'templates':[" + SECOND + "],'next':'encode'}")
            .on(
                "GET /v1/templates?limit=200&after=encode",
                200,
                "{'templates':[" + SECOND.replace("encode", "other") + "]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("template", "ls")).isZero();

      assertThat(session.out())
          .isEqualTo(
              """
              NAME    VERSION  PUT                       TITLE
              encode  2        2026-03-01T10:00:00.000Z  Encode
              other   2        2026-03-01T10:00:00.000Z  Encode
              """);
    }
  }

  @Test
  void saysHowToBeginWhereThereIsNone() {
    try (var server =
        new ScriptedServer().on("GET /v1/templates?limit=200", 200, "{'templates':[]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("template", "ls")).isZero();
      assertThat(session.out())
          .isEqualTo("No templates yet. Make one with: fairlead template create NAME FILE\n");
    }
  }

  @Test
  void showsATemplateAsYamlThatCanBePutAgain() {
    try (var server =
        new ScriptedServer()
            .on(
                "GET /v1/templates/encode?version=1",
                200,
                "{'name':'encode','version':1,'latest':2,'createdAt':'2026-03-01T10:00:00.000Z',"
                    + "'template':{'agenda':{'operations':[]}}}")) {
      var session = Session.at(server, home);

      assertThat(session.types("template", "get", "encode", "--at", "1")).isZero();
      assertThat(session.out()).startsWith("# Template encode, version 1 of 2\nagenda:\n");
      assertThat(session.types("template", "get", "encode", "--at", "1", "-o", "json")).isZero();
      assertThat(session.out()).contains("\"latest\": 2");
    }
  }

  @Test
  void deletesATemplate() {
    try (var server = new ScriptedServer().on("DELETE /v1/templates/encode", 200, SECOND)) {
      var session = Session.at(server, home);

      assertThat(session.types("template", "delete", "encode")).isZero();
      assertThat(session.out()).isEqualTo("Template encode is gone; its latest version was 2.\n");
    }
  }

  @Test
  void plansInLevels() {
    try (var server =
        new ScriptedServer()
            .on(
                PLAN,
                200,
                "{'template':'encode','version':2,'ok':true,'problems':[],'operations':["
                    + "{'name':'probe','type':'simulate','level':0,'dependsOn':[]},"
                    + "{'name':'join','type':'log','level':1,'dependsOn':['probe','x']}]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("template", "plan", "encode", "--set", "file=e12", "--set", "n=3"))
          .isZero();

      assertThat(server.asked().getFirst().body())
          .isEqualTo("{\"payload\":{\"file\":\"e12\",\"n\":3}}");
      assertThat(session.out())
          .isEqualTo(
              """
              Template encode, version 2, would run 2 operations:
              LEVEL  OPERATION  TYPE      AFTER
              0      probe      simulate
              1      join       log       probe, x
              """);
    }
  }

  @Test
  void aPlanThatIsNotGoodShowsThePayloadsProblemsInItsFile() throws IOException {
    var file = home.resolve("payload.yaml");
    Files.writeString(file, "title: a\nfile: 3\n", UTF_8);
    var problem = "{'path':'/payload/file','code':'schema-violation','message':'No string.'}";
    try (var server =
        new ScriptedServer()
            .on(
                PLAN,
                200,
                "{'template':'encode','version':2,'ok':false,'operations':[],'problems':["
                    + problem
                    + "]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("template", "plan", "encode", "-p", file.toString())).isEqualTo(2);
      assertThat(session.err())
          .startsWith(file + ":2:1: /file: No string (schema-violation)\n")
          .contains("1 problem in");
      assertThat(session.types("template", "plan", "encode", "-o", "json")).isEqualTo(2);
      assertThat(session.out()).contains("\"ok\": false");
    }
  }

  @Test
  void runsATemplateWithAKey() {
    try (var server =
        new ScriptedServer()
            .on(RUN, 201, "{'id':'" + Agendas.ID + "','insight':'default','state':'WAITING'}")) {
      var session = Session.at(server, home);
      session.stdin = "file: e12.mp4";

      assertThat(session.types("template", "run", "encode", "-p", "-", "--idempotency-key", "k 1"))
          .isZero();

      assertThat(session.out())
          .startsWith("Agenda " + Agendas.ID + " accepted on insight default.\n");
      assertThat(server.asked().getFirst().idempotencyKey()).isEqualTo("k 1");
      assertThat(server.asked().getFirst().body())
          .isEqualTo("{\"payload\":{\"file\":\"e12.mp4\"}}");
    }
  }

  @Test
  void aRefusedRunSaysWhereInTheTemplate() {
    try (var server =
        new ScriptedServer()
            .on(
                RUN,
                400,
                "{'code':'INVALID_DOCUMENT','problems':[{'path':'/payload','code':'x','message':"
                    + "'One.'},{'path':'/agenda/title','code':'y','message':'Two.'}]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("template", "run", "encode")).isEqualTo(2);
      assertThat(session.err())
          .isEqualTo(
              """
              template encode: /agenda/title: Two (y)
              template encode: /payload: One (x)
              fairlead: 2 problems in template encode.
              """);
    }
  }
}
