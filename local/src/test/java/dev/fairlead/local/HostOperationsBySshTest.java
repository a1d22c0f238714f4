package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations on hosts that are reached by SSH. */
class HostOperationsBySshTest {
  private static final int MANY = 3_000;
  private static final String AGENDA =
      "{\"operations\":[{\"name\":\"a\",\"type\":\"build\",\"payload\":{\"x\":1}}]}";

  @TempDir private Path directory;

  private HomeStack home;
  private SshHost one;
  private SshHost two;

  @BeforeEach
  void start() throws IOException {
    home = new HomeStack();
    one = new SshHost(key());
    two = new SshHost(key());
    home.put("acme", "/v1/secrets/build-hosts", "{\"value\":\"" + SshHost.PASSWORD + "\"}");
    var fields =
        Json.object()
            .put("user", SshHost.USER)
            .put("secret", "build-hosts")
            .put("directory", directory.resolve("leases").toString())
            .put("hosts", Json.array(List.of(host("one", one, 2), host("two", two, 1))))
            .build();
    var made =
        home.operator(
            "POST",
            "/v1/blueprints",
            JsonText.write(
                Json.object()
                    .put("id", "hosts")
                    .put("customerId", "acme")
                    .put("title", "Hosts")
                    .put("type", "registered-host")
                    .put("fields", fields)
                    .build()));
    assertThat(made.status()).isEqualTo(201);
  }

  @AfterEach
  void stop() throws IOException {
    one.close();
    two.close();
    home.close();
  }

  @Test
  @Tag("D31")
  void runDetachedOnAHostAndGiveItBack() {
    handler(
        "cat \"$FAIRLEAD_PAYLOAD_FILE\"; cp \"$FAIRLEAD_PAYLOAD_FILE\" \"$FAIRLEAD_OUTPUT_FILE\"");
    var agenda = submitted();

    until(() -> run(agenda).text("outcome").isPresent());

    assertThat(run(agenda).text("outcome")).contains("succeeded");
    assertThat(RunFigures.operations(run(agenda)).getFirst().field("result"))
        .contains(Json.object().put("x", 1).build());
    until(() -> left().isEmpty());
  }

  @Test
  @Tag("D31")
  void areDoneElsewhereWhenTheirHostDies() throws IOException {
    handler("cd " + directory + "; echo x >>starts; [ $(wc -l <starts) -gt 1 ] || sleep 1000");
    var agenda = submitted();
    until(() -> Files.exists(directory.resolve("starts")));

    // The one that draws more, and that the next attempt would be given again.
    one.close();
    until(() -> run(agenda).text("outcome").isPresent());

    assertThat(run(agenda).text("outcome")).contains("succeeded");
    assertThat(directory.resolve("starts")).hasContent("x\nx");
    left().forEach(HostOperationsTest::kill);
  }

  private void handler(String script) {
    var made =
        home.operator(
            "POST",
            "/v1/handlers",
            JsonText.write(
                Json.object()
                    .put("id", "build")
                    .put("customerId", "acme")
                    .put("title", "On a host")
                    .put("host", Json.object().put("type", "host").build())
                    .put("command", Json.texts(List.of("sh", "-c", script)))
                    .build()));
    assertThat(made.status()).as(JsonText.write(made.json())).isEqualTo(201);
  }

  private String submitted() {
    var answer = home.submit("acme", AGENDA);
    assertThat(answer.status()).as(JsonText.write(answer.json())).isEqualTo(201);
    home.settle();
    return answer.text("id");
  }

  private void until(BooleanSupplier condition) {
    for (int turn = 0; turn < MANY && !condition.getAsBoolean(); turn++) {
      home.pass(Duration.ofSeconds(1), 1);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private Json.Obj run(String agenda) {
    return home.get("acme", "/v1/agendas/" + agenda).object();
  }

  private List<Path> left() {
    try (var all = Files.list(directory.resolve("leases"))) {
      return all.toList();
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  private static Json.Obj host(String name, SshHost at, int weight) {
    return Json.object()
        .put("name", name)
        .put("address", "127.0.0.1")
        .put("port", at.port())
        .put("weight", weight)
        .put("hostKeys", Json.texts(List.of(at.line())))
        .build();
  }

  private static KeyPair key() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
