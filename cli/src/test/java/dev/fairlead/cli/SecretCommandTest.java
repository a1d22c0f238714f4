package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretCommandTest {
  private static final String SET = "{'name':'api-key','setAt':'2026-03-01T10:00:00.000Z'}";

  @TempDir Path home;

  @Test
  void setsWhatStandardInputSaysWithoutItsLinesEnd() {
    try (var server = new ScriptedServer().on("PUT /v1/secrets/api-key", 200, SET)) {
      var session = Session.at(server, home);

      for (var given : new String[] {"swordfish", "swordfish\n", "swordfish\r\n"}) {
        session.stdin = given;
        assertThat(session.types("secret", "set", "api-key")).isZero();
      }

      assertThat(session.out()).isEqualTo("Secret api-key is set: @<secret:api-key>\n");
      assertThat(server.asked())
          .hasSize(3)
          .allSatisfy(asked -> assertThat(asked.body()).isEqualTo("{\"value\":\"swordfish\"}"));
    }
  }

  @Test
  void asksForItWhereSomebodySits() {
    try (var server = new ScriptedServer().on("PUT /v1/secrets/api-key", 200, SET)) {
      var session = Session.at(server, home);
      session.typed = Optional.of(" sword fish ");
      session.stdin = "something else";

      assertThat(session.types("secret", "set", "api-key")).isZero();

      assertThat(server.asked().getFirst().body()).isEqualTo("{\"value\":\" sword fish \"}");
      assertThat(session.out() + session.err()).doesNotContain("sword");
    }
  }

  @Test
  void readsItFromAFileAndKeepsTheLinesWithin() throws IOException {
    var file = Files.writeString(home.resolve("key.pem"), "-----A-----\nb\n-----Z-----\n");
    try (var server = new ScriptedServer().on("PUT /v1/secrets/api-key", 200, SET)) {
      var session = Session.at(server, home);
      session.typed = Optional.of("not this one");

      assertThat(session.types("secret", "set", "api-key", "--from-file", file.toString()))
          .isZero();

      assertThat(server.asked().getFirst().body())
          .isEqualTo("{\"value\":\"-----A-----\\nb\\n-----Z-----\"}");
    }
  }

  @Test
  void sendsNothingThatCantBeASecret() {
    try (var server = new ScriptedServer()) {
      var session = Session.at(server, home);

      for (var given : new String[] {"", "short\n", "x".repeat(4_001)}) {
        session.stdin = given;
        assertThat(session.types("secret", "set", "api-key")).isEqualTo(2);
        assertThat(session.err()).contains("at least 6 characters").doesNotContain("short");
      }
      session.stdin = "swordfish";
      assertThat(session.types("secret", "set", "no/name")).isEqualTo(2);
      assertThat(session.types("secret", "set", "api-key", "swordfish")).isEqualTo(2);
      assertThat(session.types("secret", "set", "a", "--from-file", "/no/such/file")).isEqualTo(2);
      assertThat(session.types("secret", "rm", "")).isEqualTo(2);

      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void listsAllPages() {
    try (var server =
        new ScriptedServer()
            .on("GET /v1/secrets", 200, "{'secrets':[" + SET + "],'next':'api-key'}")
            .on(
                "GET /v1/secrets?after=api-key",
                200,
                "{'secrets':[{'name':'b','setAt':'2026-03-01T11:00:00.000Z'}]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("secret", "ls")).isZero();

      assertThat(session.out())
          .isEqualTo(
              """
              NAME     SET
              api-key  2026-03-01T10:00:00.000Z
              b        2026-03-01T11:00:00.000Z
              """);
      assertThat(session.types("secret", "ls", "-o", "json")).isZero();
      assertThat(session.out()).contains("\"name\": \"b\"");
    }
  }

  @Test
  void saysWhatToDoWhereThereAreNone() {
    try (var server = new ScriptedServer().on("GET /v1/secrets", 200, "{'secrets':[]}")) {
      var session = Session.at(server, home);

      assertThat(session.types("secret", "ls")).isZero();
      assertThat(session.out()).isEqualTo("No secrets. Set one with 'fairlead secret set NAME'.\n");
    }
  }

  @Test
  void deletesOne() {
    try (var server = new ScriptedServer().on("DELETE /v1/secrets/api-key", 200, SET)) {
      var session = Session.at(server, home);

      assertThat(session.types("secret", "rm", "api-key")).isZero();
      assertThat(session.out()).isEqualTo("Secret api-key is deleted.\n");
    }
  }
}
