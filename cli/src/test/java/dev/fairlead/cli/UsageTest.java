package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
  @TempDir Path home;

  @Test
  void tellsItsVersion() {
    var session = new Session(home);

    assertThat(session.types("--version")).isZero();
    assertThat(session.out()).matches("fairlead \\d+\\.\\d+\\.\\d+.*\n");
  }

  @Test
  void helpsOnRequest() {
    var session = new Session(home);

    assertThat(session.types("help")).isZero();
    assertThat(session.out()).contains("run", "watch", "Exit codes").doesNotContain("\u001b");
    assertThat(session.types("run", "--help")).isZero();
    assertThat(session.out()).contains("--time-scale");
  }

  @Test
  void saysWhatIsMissingWhenNothingIsAsked() {
    var session = new Session(home);

    assertThat(session.types()).isEqualTo(2);
    assertThat(session.err()).contains("Usage: fairlead");
    assertThat(session.types("token")).isEqualTo(2);
    assertThat(session.err()).contains("Missing required subcommand", "fairlead token --help");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    var session = new Session(home);

    assertThat(session.types("wacth", "x")).isEqualTo(2);
    assertThat(session.err())
        .contains("Did you mean 'fairlead watch'?")
        .contains("Try 'fairlead --help'");
    assertThat(session.types("ls", "--ouptut", "json")).isEqualTo(2);
    assertThat(session.err()).contains("Did you mean '--output'?");
    assertThat(session.types("teleport")).isEqualTo(2);
    assertThat(session.err()).doesNotContain("Did you mean");
    assertThat(session.types("ls", "-o", "xml")).isEqualTo(2);
    assertThat(session.err()).contains("xml");
    assertThat(session.types("get")).isEqualTo(2);
    assertThat(session.types("ls", "--server", "nonsense")).isEqualTo(2);
  }

  @Test
  void printsCompletionForShells() {
    var session = new Session(home);

    assertThat(session.types("completion")).isZero();
    assertThat(session.out()).contains("complete").contains("table").contains("submit");
  }

  @Test
  void printsTheSchemaForEditors() {
    var session = new Session(home);

    assertThat(session.types("schema")).isZero();
    assertThat(session.out()).startsWith("{").contains("agenda-document.json").endsWith("}\n");
    assertThat(session.types("schema", "run")).isZero();
    assertThat(session.out()).contains("schemas/run.json");
    assertThat(session.types("schema", "agenda-documents")).isEqualTo(2);
    assertThat(session.err()).contains("Did you mean 'agenda-document'?");
  }
}
