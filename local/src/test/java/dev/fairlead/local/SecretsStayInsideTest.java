package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Operations do their worst to tell a secret; then everything that is kept or was answered is
 * searched for it.
 */
@Timeout(120)
class SecretsStayInsideTest {
  private static final String VALUE = "Tr0ub4dor/&3 \"x\"+z";

  /** Told in the same ways, and no secret: what the search would find. */
  private static final String CONTROL = "plain-as-day";

  private static final String SUCCEEDS =
      """
      operations:
        - name: result
          type: shell
          payload:
            env: { KEY: "@<secret:api-key>" }
            script: |
              echo "$KEY" >&2; cp "$FAIRLEAD_PAYLOAD_FILE" "$FAIRLEAD_OUTPUT_FILE"
        - { name: log, type: log, payload: { message: "plain-as-day @<secret:api-key>" } }
        - { name: simulate, type: simulate,
            payload: { seconds: 0, result: { k: ["@<secret:api-key>", "@<result.out>"] } } }
        - { name: large, type: simulate,
            payload: { seconds: 0, result: { a: "LARGE @<secret:api-key> plain-as-day" } } }
        - { name: again, type: log, payload: { message: "plain-as-day @<large.out::/a>" } }
      """
          .replace("LARGE", "x".repeat(9_000));

  private static final String FAILS =
      """
      operations:
        - name: shell
          type: shell
          retry: { maxAttempts: 2 }
          payload:
            env: { KEY: "@<secret:api-key>", OPEN: plain-as-day }
            script: |
              echo "out $KEY $OPEN"; echo "err $KEY" >&2
              env | grep -e KEY -e FAIRLEAD; cat "$FAIRLEAD_PAYLOAD_FILE"
              printf %s "user:$KEY" | base64; printf %s "$KEY" | od -An -tx1 | tr -d ' \\n'
              exit 7
        - name: stdout
          type: shell
          payload:
            result: stdout
            command: [printf, '{"plain-as-day": "%s"', "@<secret:api-key>"]
        - { name: fail, type: simulate, payload: { seconds: 0, fail: "no @<secret:api-key>" } }
        - { name: bad, type: sample, payload: { actions: [ { action: "@<secret:api-key>" } ] } }
      """;

  private static final String COMES_TOO_LATE =
      """
      operations:
        - { name: rest, type: wait, payload: { seconds: 0.3 } }
        - { name: gone, type: log, payload: { message: "@<secret:gone-soon>" }, dependsOn: [rest] }
      """;

  @TempDir private Path directory;
  private final List<String> answers = new ArrayList<>();

  @Test
  @Tag("F110")
  @Tag("S20")
  void noSecretIsKeptOrAnsweredAnywhere() throws IOException, InterruptedException {
    var console = new ByteArrayOutputStream();
    var usual = System.err;
    System.setErr(new PrintStream(console, true, UTF_8));
    try {
      run();
    } finally {
      System.setErr(usual);
    }

    var told = String.join("\n", answers);
    assertThat(told).contains(CONTROL, "***", "There is no secret gone-soon.");
    for (String form : forms()) {
      assertThat(told).doesNotContain(form);
      assertThat(console.toString(UTF_8)).doesNotContain(form);
      assertThat(filesWith(form)).as(form).isEmpty();
    }
    assertThat(filesWith(CONTROL)).as("the search finds what is there").isNotEmpty();
  }

  private void run() throws InterruptedException {
    var options = new HostOptions(0, directory, true, directory, Optional.empty());
    try (var host = LocalHost.start(options);
        var client = new HostClient(host.address())) {
      for (String name : List.of("api-key", "gone-soon")) {
        set(client, host, name, VALUE);
      }
      var refused =
          client.send("PUT", "/v1/secrets/api-key", "{\"valu\": " + quoted() + "}", host.token());
      answers.add(refused.body());
      assertThat(refused.status()).isEqualTo(400);
      var late = submit(client, host, COMES_TOO_LATE);
      answers.add(client.send("DELETE", "/v1/secrets/gone-soon", "", host.token()).body());
      for (String path :
          List.of(submit(client, host, SUCCEEDS), submit(client, host, FAILS), late)) {
        awaitEnd(client, path, host.token());
        for (String below : List.of("", "/events", "/logs", "/document")) {
          answers.add(client.send("GET", path + below, "", host.token()).body());
        }
      }
      for (String other : List.of("/v1/agendas", "/v1/secrets")) {
        answers.add(client.send("GET", other, "", host.token()).body());
      }
    }
  }

  private String submit(HostClient client, LocalHost host, String document) {
    var headers =
        Map.of("Authorization", "Bearer " + host.token(), "Content-Type", "application/yaml");
    var answer = client.send("POST", "/v1/agendas", document, headers);
    answers.add(answer.body());
    assertThat(answer.status()).isEqualTo(201);
    return "/v1/agendas/" + answer.text("id");
  }

  private void set(HostClient client, LocalHost host, String name, String value) {
    var body = JsonText.write(Json.object().put("value", value).build());
    var answer = client.send("PUT", "/v1/secrets/" + name, body, host.token());
    assertThat(answer.status()).isEqualTo(200);
    answers.add(answer.body());
  }

  private static String quoted() {
    return JsonText.write(Json.of(VALUE));
  }

  private static List<String> forms() {
    var bytes = VALUE.getBytes(UTF_8);
    var inUser = Base64.getEncoder().encodeToString(("user:" + VALUE).getBytes(UTF_8));
    return List.of(
        VALUE,
        quoted().substring(1, quoted().length() - 1),
        URLEncoder.encode(VALUE, UTF_8),
        Base64.getEncoder().encodeToString(bytes),
        inUser.substring(8, inUser.length() - 4),
        HexFormat.of().formatHex(bytes));
  }

  private List<Path> filesWith(String text) throws IOException {
    var pattern = new String(text.getBytes(UTF_8), ISO_8859_1);
    var found = new ArrayList<Path>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, ISO_8859_1).contains(pattern)) {
          found.add(directory.relativize(file));
        }
      }
    }
    return found;
  }

  private static void awaitEnd(HostClient client, String path, String token)
      throws InterruptedException {
    var never = new CountDownLatch(1);
    while (!client.send("GET", path, "", token).text("state").equals("COMPLETE")) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
