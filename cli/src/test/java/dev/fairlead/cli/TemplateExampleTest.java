package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of a template on a real server, as a user would try it. */
@Timeout(120)
class TemplateExampleTest {
  private static final Path FILE = Path.of("../examples/templates/greeting.yaml");
  private static final Path EXAMPLES = Path.of("../examples/README.md");

  @TempDir Path home;

  @Test
  void doesWhatItSays() {
    var session = new Session(home);
    try (var server =
        new HomeStack(session.settings())
            .start(
                new EmbeddedServer.Options(0, home, false, Duration.ofDays(1), Optional.empty()))) {
      session.environment.put("FAIRLEAD_URL", server.address().toString());
      session.environment.put("FAIRLEAD_TOKEN", server.token());
      session.pause = _ -> Thread.onSpinWait();

      assertThat(session.types("template", "create", "greeting", FILE.toString())).isZero();
      assertThat(session.types("template", "create", "greeting", FILE.toString())).isZero();
      assertThat(session.out()).startsWith("Template greeting is at version 1.");
      assertThat(
              session.types("template", "create", "greeting", FILE.toString(), "--if-version", "7"))
          .isEqualTo(2);

      assertThat(session.types("template", "plan", "greeting", "--set", "who=world")).isZero();
      assertThat(session.out()).contains("would run 2 operations", "0      think", "1      say");
      assertThat(session.types("template", "plan", "greeting", "--set", "seconds=90")).isEqualTo(2);
      assertThat(session.err())
          .contains(
              "/payload: Object does not have some of the required properties [who]",
              "/payload/seconds: 90 is greater than 60",
              "/agenda/linkId: There is nothing at the place");

      assertThat(session.types("template", "run", "greeting", "--set", "who=world", "--watch"))
          .as(session.err())
          .isZero();
      assertThat(session.types("logs", "@latest")).isZero();
      assertThat(session.out()).contains("Hello, world!");

      assertThat(session.types("template", "delete", "greeting")).isZero();
      assertThat(session.types("template", "run", "greeting", "--set", "who=world")).isEqualTo(2);
      assertThat(session.err()).contains("There is no such template.");
    }
  }

  @Test
  void isInTheReadme() {
    assertThat(EXAMPLES).content().contains("| `templates/greeting.yaml` |");
  }
}
