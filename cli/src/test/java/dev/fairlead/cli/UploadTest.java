package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents above 5 MiB go by upload, without anybody having to say so. */
class UploadTest {
  private static final String FILLER = "x".repeat(1000);

  /** Of about 6 MB, written otherwise than it is sent. */
  private static final String LARGE = document("op", 6000);

  @TempDir Path home;

  private static String document(String prefix, int operations) {
    return IntStream.range(0, operations)
        .mapToObj(i ->
            "{\"type\": \"log\", \"name\": \"%s%d\", \"payload\": {\"message\": \"%s\"}}"
                .formatted(prefix, i, FILLER))
        .collect(Collectors.joining(",\n", "{\"operations\": [", "]}"));
  }

  @Test
  void putsTheCanonicalTextAndSubmitsTheUpload() throws IOException {
    var id = "01k00000000000000000000009";
    try (var server =
        new ScriptedServer()
            .on(
                "POST /v1/uploads",
                201,
                "{'id':'" + id + "','url':'/uploads/t0','headers':{'X-Amz-Meta':'m'}}")
            .on("PUT /uploads/t0", 201, "")
            .on("POST /v1/agendas", 201, "{'id':'" + Agendas.ID + "','insight':'default'}")) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", file("large.json", LARGE), "--idempotency-key", "k"))
          .as(session.err())
          .isZero();

      var asked = server.asked();
      var put = asked.get(1);
      assertThat(asked.get(0).body())
          .isEqualTo(
              "{\"bytes\":%d,\"sha256\":\"%s\"}"
                  .formatted(put.body().getBytes(UTF_8).length, Sha256.hex(put.body())));
      assertThat(put.body()).startsWith("{\"operations\":[{\"name\":\"op0\",\"payload\":");
      assertThat(put.authorization()).as("a token is for the server").isEqualTo("null");
      assertThat(asked.get(2).body()).isEqualTo("{\"uploadId\":\"" + id + "\"}");
      assertThat(asked.get(2).idempotencyKey()).isEqualTo("k");
    }
  }

  @Test
  void saysWhenTheUploadIsRefused() throws IOException {
    try (var server =
        new ScriptedServer()
            .on("POST /v1/uploads", 201, "{'id':'i','url':'/uploads/t0','headers':{}}")
            .on("PUT /uploads/t0", 403, "<Error/>")) {
      var session = Session.at(server, home);

      assertThat(session.types("submit", file("large.json", LARGE))).isEqualTo(4);
      assertThat(session.err()).contains("The upload was answered with status 403.");
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  @Timeout(120)
  void isAcceptedByARealServerAlsoAmongOthers() throws IOException {
    var session = new Session(home);
    try (var server =
        new HomeStack(session.settings())
            .start(
                new EmbeddedServer.Options(0, home, false, Duration.ofDays(1), Optional.empty()))) {
      session.environment.put("FAIRLEAD_URL", server.address().toString());
      session.environment.put("FAIRLEAD_TOKEN", server.token());
      var large = file("large.json", LARGE);
      var small = file("small.json", document("s", 1));
      var bad = file("bad.json", LARGE.replaceFirst("\"log\"", "\"lag\""));

      assertThat(session.types("submit", large)).as(session.err()).isZero();
      assertThat(session.types("submit", small, large)).as(session.err()).isZero();
      assertThat(session.out()).endsWith("2 of 2 agendas accepted.\n");
      assertThat(session.types("submit", bad)).isEqualTo(2);
      assertThat(session.err())
          .startsWith(bad + ":1:18: /operations/0/type: There is no operation type \"lag\"");
    }
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(home.resolve(name), content, UTF_8).toString();
  }
}
