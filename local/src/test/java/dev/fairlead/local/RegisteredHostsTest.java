package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that were registered by hand, by the API alone and by SSH. */
class RegisteredHostsTest {
  private static final KeyPair KEY = key();

  @TempDir private Path directory;

  private HomeStack home;
  private SshHost one;
  private SshHost two;

  @BeforeEach
  void start() throws IOException {
    home = new HomeStack();
    one = new SshHost(KEY);
    two = new SshHost(key());
    var secret = "{\"value\":\"" + SshHost.PASSWORD + "\"}";
    assertThat(home.put("acme", "/v1/secrets/build-hosts", secret).status()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws IOException {
    one.close();
    two.close();
    home.close();
  }

  @Test
  @Tag("D18")
  @Tag("D20")
  void areUsedBySshUntilTheyAreDisabledAndThenByWhoHasThemAlready() throws IOException {
    register("hosts", host("one", one, one.line()), host("two", two, two.line()));
    var first = acquired();
    var second = acquired();
    assertThat(List.of(on(first), on(second))).containsExactlyInAnyOrder("one", "two");

    var files = "/v1/leases/" + first + "/files?path=a/b.txt";
    home.put("acme", files, "{\"content\":\"" + base64("by hand\n") + "\"}");
    var end = exec(first, "cat", "a/b.txt");
    assertThat(end.status()).isEqualTo(200);
    assertThat(end.text("output")).isEqualTo(base64("by hand\n"));
    assertThat(home.get("acme", files).text("content")).isEqualTo(base64("by hand\n"));
    assertThat(directory.resolve("leases").resolve(first).resolve("a/b.txt")).hasContent("by hand");

    var disabled = on(first);
    var named = disabled.equals("one") ? one : two;
    var other = disabled.equals("one") ? two : one;
    change(
        "hosts",
        host(disabled, named, named.line()).with("isDisabled", Json.of(true)),
        host(on(second), other, other.line()));
    release(second);
    var third = acquired();
    assertThat(on(third)).isNotEqualTo(disabled);
    assertThat(exec(first, "true").object().whole("exitCode")).contains(0L);
    release(first);
    var fourth = asked();
    assertThat(lease(fourth).text("state")).isEqualTo("PENDING");

    release(third);
    home.pass(Duration.ofMinutes(1), 1);
    assertThat(on(fourth)).isNotEqualTo(disabled);
    try (var left = Files.list(directory.resolve("leases"))) {
      assertThat(left).containsExactly(directory.resolve("leases").resolve(fourth));
    }
  }

  @Test
  @Tag("D18")
  void areKnownByTheirKeyOnly() {
    register("hosts", host("one", one, two.line()));
    var lease = asked();
    home.pass(Duration.ofMinutes(1), 5);

    assertThat(lease(lease).text("state")).isEqualTo("DESTROYED");
    assertThat(home.get("acme", "/v1/leases/" + lease + "/log").items("lines"))
        .anyMatch(line -> line.text("sentence").orElse("").contains("(host-key-mismatch)"));
    assertThat(directory.resolve("leases")).doesNotExist();
  }

  @Test
  void areRefusedWithEveryMistake() {
    var host = Json.object().put("address", "a b").put("port", 0).build();

    var refused = home.operator("POST", "/v1/blueprints", blueprint("hosts", host));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.items("problems"))
        .extracting(problem -> problem.text("path").orElse(""))
        .contains("/fields/hosts/0/address", "/fields/hosts/0/hostKeys", "/fields/hosts/0/port");
  }

  private void register(String id, Json.Obj... hosts) {
    assertThat(home.operator("POST", "/v1/blueprints", blueprint(id, hosts)).status())
        .isEqualTo(201);
  }

  private void change(String id, Json.Obj... hosts) {
    var body = Json.object().put("fields", fields(hosts)).build();
    assertThat(home.operator("PATCH", "/v1/blueprints/" + id, JsonText.write(body)).status())
        .isEqualTo(200);
  }

  private String blueprint(String id, Json.Obj... hosts) {
    return JsonText.write(
        Json.object()
            .put("id", id)
            .put("customerId", "acme")
            .put("title", "Hosts")
            .put("type", "registered-host")
            .put("fields", fields(hosts))
            .build());
  }

  private Json.Obj fields(Json.Obj... hosts) {
    return Json.object()
        .put("user", SshHost.USER)
        .put("secret", "build-hosts")
        .put("directory", directory.resolve("leases").toString())
        .put("hosts", Json.array(List.of(hosts)))
        .build();
  }

  private static Json.Obj host(String name, SshHost at, String hostKey) {
    return Json.object()
        .put("name", name)
        .put("address", "127.0.0.1")
        .put("port", at.port())
        .put("hostKeys", Json.texts(List.of(hostKey)))
        .build();
  }

  private String asked() {
    var id = home.post("acme", "/v1/leases", "{\"type\":\"host\"}").text("id");
    home.settle();
    return id;
  }

  private String acquired() {
    var id = asked();
    assertThat(lease(id).text("state")).isEqualTo("ACTIVE");
    return id;
  }

  private Answer lease(String id) {
    return home.get("acme", "/v1/leases/" + id);
  }

  private String on(String lease) {
    return lease(lease).text("resource");
  }

  private void release(String lease) {
    home.post("acme", "/v1/leases/" + lease + "/release", "{\"reason\":\"done\"}");
    home.settle();
    assertThat(lease(lease).text("state")).isEqualTo("DESTROYED");
  }

  private Answer exec(String lease, String... command) {
    var body = Json.object().put("command", Json.texts(List.of(command))).build();
    return home.post("acme", "/v1/leases/" + lease + "/exec", JsonText.write(body));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
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
