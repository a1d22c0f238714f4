package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseCommandTest {
  private static final String ID = "01jbhm3kz8x5t0q2r4s6v8w9yb";
  private static final String ONE = "/v1/leases/" + ID;

  @TempDir Path home;

  private static String lease(String state) {
    return ("{'id':'%s','customerId':'acme','type':'host','state':'%s','holder':'person/anna',"
            + "'resource':'build-1','askedAt':'2026-03-01T10:00:00.000Z',"
            + "'changedAt':'2026-03-01T10:00:00.000Z',"
            + "'why':{'code':'waiting-for-resources','sentence':'All are in use.'}}")
        .formatted(ID, state);
  }

  @Test
  @Tag("D32")
  void waitsAndTellsWhyUntilItCanBeUsed() {
    var line =
        "{'number':1,'at':'2026-03-01T10:00:00.000Z','type':'waiting-for-resources',"
            + "'by':'allocator','sentence':'All are in use.'}";
    try (var server =
        new ScriptedServer()
            .on("POST /v1/leases", 201, lease("PENDING"))
            .on("GET " + ONE, 200, lease("PENDING"))
            .on("GET " + ONE, 200, lease("ACTIVE"))
            .on("GET " + ONE + "/log?limit=200&after=0", 200, "{'lines':[" + line + "]}")
            .on("GET " + ONE + "/log?limit=200&after=1", 200, "{'lines':[]}")) {
      var session = Session.at(server, home);

      assertThat(
              session.types(
                  "lease", "acquire", "--type", "host", "--for", "1h", "-l", "arch=arm64", "-w"))
          .isZero();

      assertThat(session.out()).isEqualTo(ID + "\n");
      assertThat(session.err()).containsOnlyOnce("waiting-for-resources   All are in use.");
      assertThat(session.pauses).hasValue(1);
      assertThat(server.asked().getFirst().body())
          .isEqualTo("{\"type\":\"host\",\"for\":\"1h\",\"labels\":{\"arch\":\"arm64\"}}");
    }
  }

  @Test
  void failsWhenWhatWasWaitedForBroke() {
    try (var server =
        new ScriptedServer()
            .on("POST /v1/leases", 201, lease("PENDING"))
            .on("GET " + ONE, 200, lease("BROKEN"))
            .on("GET " + ONE + "/log?limit=200&after=0", 200, "{'lines':[]}")) {
      assertThat(Session.at(server, home).types("lease", "acquire", "-t", "host", "--wait"))
          .isEqualTo(1);
    }
  }

  @Test
  @Tag("D32")
  void isWhatTheCommandThereIs() {
    // "out\n" and "err\n".
    var end =
        "{'end':'exited','exitCode':7,'output':'b3V0Cg==','outputBytes':9,"
            + "'errors':'ZXJyCg==','errorBytes':4}";
    try (var server = new ScriptedServer().on("POST " + ONE + "/exec", 200, end)) {
      var session = Session.at(server, home);
      session.stdin = "in";

      assertThat(session.types("lease", "exec", "-i", ID, "--", "sh", "-c", "exit 7")).isEqualTo(7);

      assertThat(session.out()).isEqualTo("out\n");
      assertThat(session.err()).isEqualTo("(5 bytes before this are left out)\nerr\n");
      assertThat(server.asked().getFirst().body())
          .isEqualTo("{\"command\":[\"sh\",\"-c\",\"exit 7\"],\"input\":\"aW4=\"}");
    }
  }

  @Test
  void saysThatACommandRanOutOfTimeAndWhatIsNotKnown() {
    var end = "{'end':'%s','exitCode':%d,'output':'','outputBytes':0,'errors':'','errorBytes':0}";
    try (var server =
        new ScriptedServer()
            .on("POST " + ONE + "/exec", 200, end.formatted("timeLimit", 143))
            .on("POST " + ONE + "/exec", 200, end.formatted("exited", -1))) {
      var session = Session.at(server, home);

      assertThat(session.types("lease", "exec", ID, "--", "sleep", "60")).isEqualTo(5);
      assertThat(session.err()).contains("ran as long as it may");
      assertThat(session.types("lease", "exec", ID, "--", "sleep", "60")).isEqualTo(255);
    }
  }

  @Test
  void putsAndGetsBytesAsTheyAre() throws IOException {
    var bytes = new byte[] {0, (byte) 0xff, '\n'};
    var local = Files.write(home.resolve("a.bin"), bytes);
    var there = home.resolve("b.bin");
    try (var server =
        new ScriptedServer()
            .on("PUT " + ONE + "/files?path=x%2Fa.bin", 200, "{'path':'x/a.bin','bytes':3}")
            .on(
                "GET " + ONE + "/files?path=x%2Fa.bin",
                200,
                "{'path':'x/a.bin','bytes':3,'content':'AP8K'}")) {
      var session = Session.at(server, home);

      assertThat(session.types("lease", "put", ID, local.toString(), "x/a.bin")).isZero();
      assertThat(server.asked().getFirst().body()).isEqualTo("{\"content\":\"AP8K\"}");
      assertThat(session.types("lease", "get", ID, "x/a.bin", there.toString())).isZero();
      assertThat(there).hasBinaryContent(bytes);
    }
  }

  @Test
  void sendsNothingThatCantBeRight() throws IOException {
    var large = Files.write(home.resolve("large"), new byte[3 * 1024 * 1024 + 1]).toString();
    try (var server = new ScriptedServer()) {
      var session = Session.at(server, home);

      assertThat(session.types("lease", "show", "x")).isEqualTo(2);
      assertThat(session.types("resource", "cordon", "x", "--reason", "y")).isEqualTo(2);
      assertThat(session.types("resource", "cordon", ID)).isEqualTo(2);
      assertThat(session.types("lease", "exec", ID)).isEqualTo(2);
      assertThat(session.types("lease", "put", ID, large, "a")).isEqualTo(2);
      assertThat(session.types("lease", "put", ID, "/no/such", "a")).isEqualTo(2);
      assertThat(session.types("authorization", "ls", "/")).isEqualTo(2);

      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  @Tag("D13")
  void saysThatItIsWantedStillAndUntilWhen() {
    var longer = lease("ACTIVE").replace("'state'", "'until':'2026-03-01T12:00:00.000Z','state'");
    try (var server =
        new ScriptedServer()
            .on("POST " + ONE + "/renew", 200, longer)
            .on("POST " + ONE + "/renew", 200, lease("ACTIVE"))) {
      var session = Session.at(server, home);

      assertThat(session.types("lease", "renew", ID, "--for", "2h")).isZero();
      assertThat(session.out())
          .isEqualTo("The lease " + ID + " lasts until 2026-03-01T12:00:00.000Z.\n");
      assertThat(session.types("lease", "renew", ID)).isZero();
      assertThat(session.out()).isEqualTo("The lease " + ID + " stays yours.\n");
      assertThat(server.asked())
          .extracting(asked -> asked.body())
          .containsExactly("{\"for\":\"2h\"}", "{}");
    }
  }

  @Test
  @Tag("D32")
  void listsShowsAndLetsGo() {
    var list = "{'leases':[" + lease("ACTIVE") + "," + lease("DESTROYED") + "]%s}";
    try (var server =
        new ScriptedServer()
            .on("GET /v1/leases?limit=200", 200, list.formatted(",'next':'" + ID + "'"))
            .on("GET /v1/leases?limit=200&after=" + ID, 200, list.formatted(""))
            .on("GET " + ONE, 200, lease("PENDING"))
            .on("GET " + ONE, 200, lease("DESTROYED"))
            .on("POST " + ONE + "/release", 200, lease("ACTIVE"))) {
      var session = Session.at(server, home);

      assertThat(session.types("lease", "ls")).isZero();
      assertThat(session.out().lines()).hasSize(3).noneMatch(row -> row.contains("DESTROYED"));
      assertThat(session.types("lease", "show", ID)).isZero();
      assertThat(session.out()).contains("why           waiting-for-resources: All are in use.");
      assertThat(session.types("lease", "release", ID, "--wait")).isZero();
      assertThat(session.out()).isEqualTo("The lease " + ID + " is gone.\n");
      assertThat(server.asked())
          .anyMatch(asked -> asked.body().equals("{\"reason\":\"By hand.\"}"));
    }
  }

  @Test
  @Tag("D32")
  void tellsOfResourcesAndWhoMayUseBlueprints() {
    var resource =
        ("{'id':'%s','customerId':'acme','blueprintId':'hosts','driver':'registered-host',"
                + "'type':'host','name':'build-1','state':'ACTIVE','isCordoned':true,'leases':2}")
            .formatted(ID);
    var authorization =
        "{'blueprintId':'hosts','asker':'customer/globex','customerId':'globex',"
            + "'verdict':'REQUESTED','by':'allocator','at':'2026-03-01T10:00:00.000Z'}";
    try (var server =
        new ScriptedServer()
            .on("GET /v1/resources?limit=200", 200, "{'resources':[" + resource + "]}")
            .on("POST /v1/resources/" + ID + "/cordon", 200, resource)
            .on(
                "GET /v1/blueprints/hosts/authorizations",
                200,
                "{'authorizations':[" + authorization + "]}")
            .on("POST /v1/blueprints/hosts/authorizations", 200, authorization)) {
      var session = Session.at(server, home);

      assertThat(session.types("resource", "ls")).isZero();
      assertThat(session.out()).contains("build-1", "ACTIVE, cordoned");
      assertThat(session.types("resource", "cordon", ID, "--reason", "repair")).isZero();
      assertThat(session.types("authorization", "ls", "hosts")).isZero();
      assertThat(session.out()).contains("customer/globex", "REQUESTED");
      assertThat(session.types("authorization", "revoke", "hosts", "customer/globex")).isZero();
      assertThat(server.asked().getLast().body())
          .isEqualTo("{\"asker\":\"customer/globex\",\"verdict\":\"DECLINED\"}");
    }
  }
}
