package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCommandsTest {
  @TempDir Path home;

  private final List<String> happened = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private final List<Optional<EmbeddedServer.Cluster>> clusters = new ArrayList<>();

  private Session embedding(ScriptedServer server) {
    var session = new Session(home);
    session.launcher =
        options -> {
          happened.add("start on " + options.port());
          folders.add(options.data());
          clusters.add(options.cluster());
          return new EmbeddedServer() {
            @Override
            public URI address() {
              return URI.create(server.url());
            }

            @Override
            public String token() {
              return "boot-token";
            }

            @Override
            public void close() {
              happened.add("close");
            }
          };
        };
    session.stdin = "operations: [ {name: a, type: log} ]";
    return session;
  }

  @Test
  void runsOnAStackThatLeavesNothingBehind() {
    try (var server = Agendas.running("succeeded", Agendas.succeeded())) {
      var session = embedding(server);

      assertThat(session.types("run", "-", "-o", "json")).isZero();

      assertThat(happened).containsExactly("start on 0", "close");
      assertThat(folders).hasSize(1).allSatisfy(folder -> assertThat(folder).doesNotExist());
      assertThat(session.out()).startsWith("{").contains("\"outcome\": \"succeeded\"");
      assertThat(server.asked())
          .allSatisfy(one -> assertThat(one.authorization()).isEqualTo("Bearer boot-token"));
      assertThat(((Session.FakeLife) session.life).registered).isZero();
    }
  }

  @Test
  void showsTheLastLinesOfWhatFailed() {
    try (var server =
        Agendas.running("failed", Agendas.failed())
            .on(
                "GET /v1/agendas/" + Agendas.ID + "/logs?operation=encode",
                200,
                "{'logs':[{'operation':'encode','attempt':1,'text':'out of"
                    + " luck\\n'},{'operation':'encode','attempt':2,'text':'no such"
                    + " codec\\n'}]}")) {
      var session = embedding(server);

      assertThat(session.types("run", "-")).isEqualTo(1);

      assertThat(session.out())
          .endsWith(
              """

              ✘ encode failed after 2 attempts
                why           The command exited with 3. (exit:3)
                log           │ no such codec

                run it again  fairlead run -
                look closer   fairlead dev
                              fairlead submit - --watch
              """);
    }
  }

  @Test
  void keepsTheDataItWasGivenAFolderFor() {
    try (var server = Agendas.running("succeeded", Agendas.succeeded())) {
      var session = embedding(server);
      var data = home.resolve("data");

      session.types("run", "-", "--data", data.toString());

      assertThat(folders).containsExactly(data);
    }
  }

  @Test
  void closesTheStackWhenItRefuses() {
    try (var server =
        new ScriptedServer().on("POST /v1/agendas", 409, "{'detail':'Somebody was first.'}")) {
      var session = embedding(server);

      assertThat(session.types("run", "-")).isEqualTo(2);

      assertThat(happened).containsExactly("start on 0", "close");
      assertThat(folders).allSatisfy(folder -> assertThat(folder).doesNotExist());
    }
  }

  @Test
  void startsNothingForAFileThatIsNotThere() {
    try (var server = new ScriptedServer()) {
      assertThat(embedding(server).types("run", "nowhere.yaml")).isEqualTo(2);
      assertThat(happened).isEmpty();
    }
  }

  @Test
  void devLeavesANoteWhileItRuns() {
    try (var server = new ScriptedServer()) {
      var session = embedding(server);
      var note = home.resolve(".fairlead/dev.json");
      ((Session.FakeLife) session.life).onWait =
          () -> happened.add("waiting, note " + Files.exists(note));

      assertThat(session.types("dev", "--port", "4711")).isZero();

      assertThat(happened).containsExactly("start on 4711", "waiting, note true", "close");
      assertThat(note).doesNotExist();
      assertThat(session.out())
          .startsWith("Fairlead is ready at " + server.url())
          .doesNotContain("boot-token");
    }
  }

  @Test
  void devTellsProgramsWhereItIs() {
    try (var server = new ScriptedServer()) {
      var session = embedding(server);

      assertThat(session.types("dev", "-o", "yaml")).isZero();

      assertThat(session.out())
          .startsWith("url: " + server.url())
          .contains("durable: false")
          .doesNotContain("boot-token");
    }
  }

  @Test
  void devTakesItsPodsNamespacesWithTheirCluster() {
    try (var server = new ScriptedServer()) {
      var session = embedding(server);

      assertThat(
              session.types(
                  "dev", "--kube-context", "c", "--kube-namespace", "a", "--kube-namespace", "b"))
          .isZero();

      assertThat(clusters)
          .containsExactly(Optional.of(new EmbeddedServer.Cluster("c", List.of("a", "b"))));
    }
  }

  @Test
  void devRefusesNamespacesOfNoCluster() {
    try (var server = new ScriptedServer()) {
      var session = embedding(server);

      assertThat(session.types("dev", "--kube-namespace", "a")).isEqualTo(2);

      assertThat(session.err()).contains("--kube-namespace needs --kube-context.");
      assertThat(happened).isEmpty();
    }
  }
}
