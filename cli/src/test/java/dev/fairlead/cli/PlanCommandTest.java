package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  private static final String SHOP = "../examples/components/shop.yaml";

  @TempDir Path home;

  @Test
  @Tag("S14")
  void makesAnAgendaThatCreatesAndOneThatDeletes() throws IOException {
    var session = new Session(home);
    var agenda = home.resolve("agenda.json");

    assertThat(session.types("plan", SHOP, "--simulate", "-o", agenda.toString())).isZero();
    assertThat(session.err())
        .isEqualTo("Wrote %s: 4 operations, 4 dependencies.\n".formatted(agenda));
    assertThat(Files.readString(agenda)).contains("\"create instance::web-1\"");
    assertThat(session.types("lint", agenda.toString())).isZero();

    assertThat(session.types("plan", SHOP, "--delete", "--simulate")).isZero();
    assertThat(session.out()).contains("\"delete vpc::main\"");
  }

  @Test
  void plansWhatIsLeftToDo() throws IOException {
    var session = new Session(home);
    var fewer = Files.writeString(home.resolve("fewer.yaml"), "components: []");

    assertThat(session.types("plan", fewer.toString(), "--current", SHOP, "--simulate")).isZero();
    assertThat(session.out()).contains("\"delete network::front\"");
    assertThat(session.types("plan", SHOP, "--current", SHOP, "--simulate")).isEqualTo(2);
    assertThat(session.err()).contains("no-operations");
  }

  @Test
  void hasAComponentDoneByATypeThatAServerMayKnow() throws IOException {
    var session = new Session(home);
    var shop =
        Files.writeString(
            home.resolve("shop.yaml"), "components: [{ id: a, component: vpc, provider: aws }]");
    var registry =
        Files.writeString(home.resolve("handlers.yaml"), "vpc.create.aws: terraform-vpc");

    assertThat(session.types("plan", shop.toString(), "--handlers", registry.toString())).isZero();
    assertThat(session.out()).contains("\"type\": \"terraform-vpc\"");
  }

  @Test
  void namesWhatIsWrongByItsPlace() throws IOException {
    var session = new Session(home);
    var bad =
        Files.writeString(
            home.resolve("bad.yaml"),
            """
            components:
              - { id: a, component: vpc, provider: aws, dependsOn: [b] }
              - { id: c, compnent: vpc, provider: aws }
            """);

    assertThat(session.types("plan", bad.toString(), "--simulate")).isEqualTo(2);
    assertThat(session.err())
        .contains("bad.yaml:2:")
        .contains("unknown-dependency")
        .contains("bad.yaml:3:")
        .contains("missing-field")
        .contains("unknown-field");
    assertThat(session.types("plan", SHOP)).isEqualTo(2);
    assertThat(session.err()).contains("no-handler");
    assertThat(session.types("plan", SHOP, "--delete", "--current", SHOP)).isEqualTo(2);
  }
}
