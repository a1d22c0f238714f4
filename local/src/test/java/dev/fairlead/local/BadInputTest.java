package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.local.PortCalls.Seen;
import dev.fairlead.testkit.documents.BadDocument;
import dev.fairlead.testkit.documents.BadDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API refuses a bad document with every problem of it, and keeps nothing. */
class BadInputTest {
  private static final Set<String> READS = Set.of("read", "query", "get", "depth");
  private static final int STATUS = 400;

  @TempDir Path folder;

  static List<BadDocument> documents() {
    return BadDocuments.all();
  }

  @ParameterizedTest
  @Tag("F002")
  @Tag("F024")
  @Tag("F003")
  @Tag("F004")
  @Tag("F005")
  @Tag("F006")
  @MethodSource("documents")
  void isAnsweredWithProblemDetailsAndNotWritten(BadDocument bad) {
    var home = new HomeStack();
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));

    var answer = submit(home, bad);

    assertThat(answer.status()).isEqualTo(STATUS);
    assertThat(answer.text("code"))
        .isEqualTo(bad.isMalformed() ? "MALFORMED_JSON" : "INVALID_DOCUMENT");
    assertThat(answer.text("type")).startsWith("https://fairlead.dev/problems/");
    assertThat(answer.text("detail")).isNotBlank();
    assertThat(answer.text("correlationId")).isNotBlank();
    assertThat(answer.items("problems"))
        .extracting(problem -> told(problem, bad.isMalformed()))
        .containsExactlyInAnyOrderElementsOf(
            bad.isMalformed() ? bad.problems() : withoutPlaces(bad.problems()));
    assertThat(answer.items("problems"))
        .allSatisfy(
            problem -> assertThat(problem.text("message").orElse("")).matches("[^a-z].*[.?]"));
    assertThat(calls.seen()).extracting(Seen::method).allMatch(READS::contains);
  }

  @Test
  void leavesTheWholeStoreAsItWas() throws IOException {
    try (var home = HomeStack.onDisk(folder)) {
      // Something to lose: a run that is over, one that waits, a large document.
      home.submit("acme", HomeStack.chain(2), "first");
      home.settle();
      home.submit("acme", HomeStack.chain(300), "second");
    }
    reopen(home -> {});
    var before = StoredContent.of(folder);

    reopen(home -> {
      for (var bad : documents()) {
        assertThat(submit(home, bad).status()).as(bad.name()).isEqualTo(STATUS);
      }
      var tooLarge = new byte[JsonLimits.MAX_TEXT_BYTES + 1];
      assertThat(home.submit("acme", tooLarge, "application/json", "large").status())
          .isEqualTo(413);
      assertThat(submitted(home, "{\"customerId\":\"globex\"," + operations()).status())
          .isEqualTo(403);
      assertThat(home.submit("acme", HomeStack.chain(2), " ").status()).isEqualTo(400);
      assertThat(home.submit("acme", HomeStack.chain(3), "first").status()).isEqualTo(409);
    });

    assertThat(StoredContent.of(folder)).isEqualTo(before);
    reopen(home -> {
      // The same moment would give the same ids again.
      home.clock.advance(Duration.ofHours(1));
      assertThat(submitted(home, "{" + operations()).status()).isEqualTo(201);
    });
    assertThat(StoredContent.of(folder)).isNotEqualTo(before);
  }

  @Test
  void sendsNothingForARefusedDocument() {
    var home = new HomeStack();

    documents().forEach(bad -> submit(home, bad));

    for (var queue : QueueSpec.values()) {
      assertThat(home.ports.queues().depth(queue.queueName())).as(queue.queueName()).isZero();
    }
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
  }

  @Test
  void isNoUseOfItsIdempotencyKey() {
    var home = new HomeStack();

    assertThat(home.submit("acme", "{\"operations\":[]}", "key").status()).isEqualTo(STATUS);
    assertThat(home.submit("acme", HomeStack.chain(1), "key").status()).isEqualTo(201);
  }

  @Test
  void isGoodUpToTheLastByteThatFits() {
    var home = new HomeStack();
    var document = "{" + operations();
    var padded = document + " ".repeat(JsonLimits.MAX_TEXT_BYTES - document.length());

    for (var mediaType : List.of("application/json", "application/yaml")) {
      assertThat(home.submit("acme", padded.getBytes(UTF_8), mediaType, mediaType).status())
          .as(mediaType)
          .isEqualTo(201);
      var tooLarge = home.submit("acme", (padded + " ").getBytes(UTF_8), mediaType, "large");
      assertThat(tooLarge.status()).isEqualTo(413);
      assertThat(tooLarge.text("code")).isEqualTo("BODY_TOO_LARGE");
    }
  }

  private interface Use {
    void of(HomeStack home);
  }

  private void reopen(Use use) {
    try (var home = HomeStack.onDisk(folder)) {
      use.of(home);
    }
  }

  private static Answer submit(HomeStack home, BadDocument bad) {
    return home.submit("acme", bad.content(), bad.mediaType(), "key of " + bad.name());
  }

  private static Answer submitted(HomeStack home, String json) {
    return home.submit("acme", json.getBytes(UTF_8), "application/json", "key");
  }

  private static String operations() {
    return "\"operations\":[{\"name\":\"a\",\"type\":\"log\"}]}";
  }

  /** Only what can't be read has a line: the server reads nothing twice. */
  private static List<String> withoutPlaces(List<String> problems) {
    return problems.stream().map(problem -> problem.replaceFirst("^\\d+:\\d+ ", "")).toList();
  }

  private static String told(Json.Obj problem, boolean withPlace) {
    var path = problem.text("path").orElse("");
    var place = problem.whole("line").map(line -> line + ":" + problem.whole("column").get() + " ");
    assertThat(place.isPresent()).isEqualTo(withPlace);
    return place.orElse("")
        + (path.isEmpty() ? "(document)" : path)
        + " "
        + problem.text("code").orElse("")
        + problem.text("suggestion").map(near -> " -> " + near).orElse("");
  }
}
