package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectCommandTest {
  private static final String GPU =
      "{'id':'gpu','customerId':'ops','title':'GPU work','resourcePoolId':'site','queueSize':5,"
          + "'algorithm':'fifo','mappers':{'operationType':['encode']},'rank':-1,"
          + "'allowedCustomerIds':['acme','globex'],'isGlobal':false,'limits':{'agendas':5,'cpu':'500m'},'version':2,'state':'HELD',"
          + "'addedAt':'2026-03-01T10:00:00.000Z','updatedAt':'2026-03-01T11:00:00.000Z'}";

  @TempDir Path home;

  @Test
  void listsAllPagesOfWhatFits() {
    try (var server =
        new ScriptedServer()
            .on(
                "GET /v1/insights?limit=200&resourcePoolId=site",
                200,
                "{'insights':[{'id':'default','title':'Rest','rank':0,'queueSize':100}],"
                    + "'next':'default'}")
            .on(
                "GET /v1/insights?limit=200&after=default&resourcePoolId=site",
                200,
                "{'insights':[" + GPU + "]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("insight", "ls", "--pool", "site")).isZero();

      assertThat(session.out().lines())
          .containsExactly(
              "ID       TITLE     OWNER  POOL  RANK  ALGORITHM  QUEUE SIZE  STATE",
              "default  Rest      -      -     0     -          100         -",
              "gpu      GPU work  ops    site  -1    fifo       5           HELD");
    }
  }

  @Test
  void saysHowToMakeOneWhereThereIsNone() {
    try (var server =
        new ScriptedServer().on("GET /v1/resourcepools?limit=200", 200, "{'resourcePools':[]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("pool", "ls")).isZero();
      assertThat(session.out()).contains("fairlead pool create --set title=TITLE");
      assertThat(session.types("pool", "ls", "-o", "json")).isZero();
      assertThat(session.out()).contains("\"resourcePools\"");
      assertThat(session.types("pool", "ls", "--pool", "site")).isEqualTo(2);
    }
  }

  @Test
  void showsOneFieldByField() {
    try (var server = new ScriptedServer().on("GET /v1/insights/gpu", 200, GPU)) {
      var session = Session.at(server, home);

      assertThat(session.types("insight", "show", "gpu")).isZero();
      assertThat(session.out().lines())
          .startsWith("id                  gpu", "customerId          ops")
          .contains(
              "mappers             {\"operationType\":[\"encode\"]}",
              "allowedCustomerIds  acme, globex",
              "limits              agendas 5, cpu 500m");
      assertThat(session.types("insight", "show", "a/b")).isEqualTo(2);
      assertThat(session.err()).contains("'a/b' is no insight's id");
    }
  }

  @Test
  void showsAPartOfTheQueueALine() {
    var shown =
        GPU.replace(
            "'version'",
            "'queue':{'waiting':3,'isMore':false,'oldestWaitSeconds':12,"
                + "'held':{'agendas':2,'cpu':'1'}},'version'");
    try (var server = new ScriptedServer().on("GET /v1/insights/gpu", 200, shown)) {
      var session = Session.at(server, home);

      assertThat(session.types("insight", "show", "gpu")).isZero();

      assertThat(session.out().lines())
          .contains(
              "queue waiting            3",
              "queue isMore             false",
              "queue oldestWaitSeconds  12",
              "queue held               agendas 2, cpu 1");
    }
  }

  @Test
  void showsWhatEachInsightHasOfAPoolInALine() {
    var shown =
        "{'id':'site','use':{'drawn':{'agendas':3},'insights':[{'insightId':'gpu',"
            + "'drawn':{'agendas':3},'borrowed':{'agendas':2}}]},'version':2}";
    try (var server = new ScriptedServer().on("GET /v1/resourcepools/site", 200, shown)) {
      var session = Session.at(server, home);

      assertThat(session.types("pool", "show", "site")).isZero();

      assertThat(session.out().lines())
          .contains("use drawn   agendas 3", "use of gpu  drawn (agendas 3), borrowed (agendas 2)");
    }
  }

  @Test
  void makesOneOfAFileAndOfWhatIsSet() throws IOException {
    var file = Files.writeString(home.resolve("gpu.yaml"), "title: GPU work\nqueueSize: 1\n");
    try (var server = new ScriptedServer().on("POST /v1/insights", 201, GPU)) {
      var session = Session.at(server, home);

      assertThat(
              session.types(
                  "insight",
                  "create",
                  "-f",
                  file.toString(),
                  "--set",
                  "queueSize=5",
                  "--set",
                  "resourcePoolId=site",
                  "--idempotency-key",
                  "k"))
          .isZero();

      var asked = server.asked().getLast();
      assertThat(asked.body())
          .isEqualTo("{\"title\":\"GPU work\",\"queueSize\":5,\"resourcePoolId\":\"site\"}");
      assertThat(asked.idempotencyKey()).isEqualTo("k");
      assertThat(session.out()).contains("version             2");
    }
  }

  @Test
  void changesOnlyWhatIsNamed() {
    try (var server = new ScriptedServer().on("PATCH /v1/customers/acme", 200, "{'id':'acme'}")) {
      var session = Session.at(server, home);

      assertThat(
              session.types(
                  "customer",
                  "set",
                  "acme",
                  "--set",
                  "title=Acme",
                  "--clear",
                  "billingCode",
                  "-o",
                  "json"))
          .isZero();

      assertThat(server.asked().getLast().body())
          .isEqualTo("{\"title\":\"Acme\",\"billingCode\":null}");
      assertThat(session.types("customer", "set", "acme", "--if-version", "0")).isEqualTo(2);
    }
  }

  @Test
  void handlersHaveNothingToHold() {
    var encode =
        "{'id':'encode','title':'Encode','customerId':'ops','image':'tools/encode:1',"
            + "'updatedAt':'2026-03-01T11:00:00.000Z'}";
    try (var server =
        new ScriptedServer()
            .on("GET /v1/handlers?limit=200", 200, "{'handlers':[" + encode + "]}")
            .on("POST /v1/handlers", 201, encode)) {
      var session = Session.at(server, home);

      assertThat(session.types("handler", "ls")).isZero();
      assertThat(session.out().lines().toList().getFirst())
          .matches("ID +TITLE +OWNER +IMAGE +CHANGED");
      assertThat(session.types("handler", "create", "--set", "id=encode", "--set", "title=Encode"))
          .isZero();
      assertThat(server.asked().getLast().body())
          .isEqualTo("{\"id\":\"encode\",\"title\":\"Encode\"}");
      assertThat(session.types("handler", "hold", "encode", "--reason", "x")).isEqualTo(2);
      assertThat(session.types("handler", "ls", "--pool", "site")).isEqualTo(2);
      assertThat(session.err()).contains("A handler is in no pool");
    }
  }

  @Test
  void tellsWhyOneIsNotDeleted() {
    try (var server =
        new ScriptedServer()
            .on(
                "DELETE /v1/resourcepools/site",
                409,
                "{'code':'IN_USE','detail':'The resource pool site still has insights.'}")
            .on("DELETE /v1/resourcepools/old", 200, "{'id':'old'}")) {
      var session = Session.at(server, home);

      assertThat(session.types("pool", "delete", "site")).isEqualTo(2);
      assertThat(session.err()).contains("The resource pool site still has insights.");
      assertThat(session.types("pool", "delete", "old")).isZero();
      assertThat(session.out()).isEqualTo("The resource pool old is gone.\n");
    }
  }
}
