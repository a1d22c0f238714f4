package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.testkit.documents.BadDocument;
import dev.fairlead.testkit.documents.BadDocuments;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad document ends lint, run and submit alike: exit code 2, and every problem by its place. */
class BadInputTest {
  private static final int LARGE = 16 * 1024 * 1024 + 1;

  @TempDir static Path stack;
  private static EmbeddedServer server;
  @TempDir Path home;

  @BeforeAll
  static void start() {
    var settings = new Session(stack).settings();
    server =
        new HomeStack(settings)
            .start(
                new EmbeddedServer.Options(0, stack, false, Duration.ofDays(1), Optional.empty()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<BadDocument> documents() {
    return BadDocuments.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void isLintedCompletely(BadDocument bad) throws IOException {
    var session = new Session(home);

    assertThat(session.types("lint", file(bad), "-o", "json")).isEqualTo(2);

    var file = AgendaView.items((Json.Obj) JsonText.parse(session.out()), "files").getFirst();
    assertThat(AgendaView.items(file, "problems"))
        .extracting(BadInputTest::line)
        .containsExactlyElementsOf(bad.problems());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void isToldTheSameByEveryCommand(BadDocument bad) throws IOException {
    var file = file(bad);
    var session = new Session(home);
    session.environment.put("FAIRLEAD_URL", server.address().toString());
    session.environment.put("FAIRLEAD_TOKEN", server.token());

    session.types("lint", file);
    var lines = session.out().lines().filter(line -> line.startsWith(file)).toList();

    assertThat(lines).hasSameSizeAs(bad.problems());
    // To submit, a file may have several documents; to run, one.
    boolean isSeveral = bad.name().equals("two-documents.yaml");
    for (var command : isSeveral ? List.of("run") : List.of("run", "submit")) {
      // Nothing may start: the session has no embedded stack to lend.
      assertThat(session.types(command, file)).as(command).isEqualTo(2);
      assertThat(session.out()).isEmpty();
      assertThat(session.err().lines().filter(line -> line.startsWith(file)))
          .as(command)
          .containsExactlyElementsOf(lines);
      assertThat(session.err())
          .endsWith(" in " + file + ".\n")
          .doesNotContain("Exception")
          .doesNotContain("\tat ");
    }
    assertThat(session.types("ls", "-o", "json")).isZero();
    assertThat(session.out()).contains("\"agendas\": []");
  }

  @Test
  void isNotEvenSentWhenItIsTooLarge() throws IOException {
    var file = home.resolve("large.json");
    Files.write(file, new byte[LARGE]);
    try (var scripted = new ScriptedServer()) {
      var session = Session.at(scripted, home);

      for (var command : List.of("run", "submit")) {
        assertThat(session.types(command, file.toString())).as(command).isEqualTo(2);
        assertThat(session.err())
            .startsWith(file + ": The document is larger than 16 MiB (too-large)\n");
      }
      assertThat(session.types("lint", file.toString())).isEqualTo(2);
      assertThat(session.out())
          .startsWith(file + ": The document is larger than 16 MiB (too-large)\n");
      assertThat(scripted.asked()).isEmpty();
    }
  }

  private String file(BadDocument bad) throws IOException {
    return Files.write(home.resolve(bad.name()), bad.content()).toString();
  }

  private static String line(Json.Obj problem) {
    var place =
        problem
            .whole("line")
            .map(line -> line + ":" + problem.whole("column").orElse(0L) + " ")
            .orElse("");
    return place
        + problem.text("path").filter(path -> !path.isEmpty()).orElse("(document)")
        + " "
        + problem.text("code").orElse("")
        + problem.text("suggestion").map(near -> " -> " + near).orElse("");
  }
}
