package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevFileTest {
  @TempDir Path home;

  private DevFile file(Session session) {
    return new DevFile(session.settings());
  }

  @Test
  void pointsClientsToTheServerThatRunsHere() {
    try (var server = new ScriptedServer().on("GET /v1/agendas?limit=20", 200, "{'agendas':[]}")) {
      var session = new Session(home);
      file(session).write(new DevFile.Note(server.url(), "dev-token", 1));

      assertThat(session.types("ls")).isZero();

      assertThat(server.asked().getFirst().authorization()).isEqualTo("Bearer dev-token");
    }
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    file(new Session(home)).write(new DevFile.Note("http://127.0.0.1:1", "t", 1));

    var written = home.resolve(".fairlead/dev.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written.getParent())))
        .isEqualTo("rwx------");
    try (var files = Files.list(home.resolve(".fairlead"))) {
      assertThat(files).containsExactly(written);
    }
  }

  @Test
  void saysHowToStartAServerWhenThereIsNone() {
    var session = new Session(home);

    assertThat(session.types("ls")).isEqualTo(3);
    assertThat(session.err()).contains("No server is running here. Start one with 'fairlead dev'");
  }

  @Test
  void saysThatTheServerOfAStaleNoteHasGone() {
    var session = new Session(home);
    String url;
    try (var server = new ScriptedServer()) {
      url = server.url();
    }
    file(session).write(new DevFile.Note(url, "dev-token", 77));

    assertThat(session.types("ls")).isEqualTo(3);

    assertThat(session.err())
        .isEqualTo(
            "fairlead: No server answers at "
                + url
                + ".\n  The 'fairlead dev' that was there (process 77) has gone. Start one with"
                + " 'fairlead dev'.\n");
  }

  @Test
  void neverGivesTheLocalTokenToAnotherServer() {
    try (var server = new ScriptedServer()) {
      var session = new Session(home);
      file(session).write(new DevFile.Note("http://127.0.0.1:1", "dev-token", 1));

      assertThat(session.types("ls", "--server", server.url())).isEqualTo(2);

      assertThat(session.err()).contains("No token for " + server.url());
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void isRemovedByWhoWroteItAlone() {
    var file = file(new Session(home));
    file.write(new DevFile.Note("http://127.0.0.1:1", "t", 2));

    file.remove(1);
    assertThat(file.read()).isPresent();

    file.remove(2);
    assertThat(file.read()).isEmpty();
    file.remove(2);
  }

  @Test
  void isAsGoodAsAbsentWhenItIsBroken() throws IOException {
    var session = new Session(home);
    Files.createDirectories(home.resolve(".fairlead"));
    Files.writeString(home.resolve(".fairlead/dev.json"), "{\"url\":");

    assertThat(session.types("ls")).isEqualTo(3);
  }

  @Test
  void livesWhereTheEnvironmentSays() {
    var session = new Session(home);
    session.environment.put("FAIRLEAD_CONFIG_HOME", home.resolve("elsewhere").toString());

    file(session).write(new DevFile.Note("http://127.0.0.1:1", "t", 2));

    assertThat(home.resolve("elsewhere/dev.json")).exists();
  }
}
