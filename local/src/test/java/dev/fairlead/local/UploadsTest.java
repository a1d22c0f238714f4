package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.local.PortCalls.Crash;
import dev.fairlead.store.Sha256;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Documents that are too large for a request, from the upload to the run. */
class UploadsTest {
  private static final String PATH = "/v1/uploads";
  private static final String SMALL = HomeStack.chain(2);

  private final HomeStack home = new HomeStack();

  @Test
  void tenThousandOperationsOfAKilobyteAreAcceptedByUpload() {
    byte[] document = large(10_000, 1_000);
    assertThat(document.length).isGreaterThan(2 * JsonLimits.MAX_TEXT_BYTES);
    var upload = open("acme", document);
    assertThat(home.uploads().put(upload.text("url"), document)).isEqualTo(201);

    var accepted = home.submit("acme", named(upload), "key");
    var again = home.submit("acme", named(upload), "key");

    assertThat(accepted.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("id")).isEqualTo(accepted.text("id"));
    var run = home.get("acme", "/v1/agendas").items("agendas").getFirst();
    assertThat(run.field("operations"))
        .contains(Json.object().put("total", 10_000).put("complete", 0).build());
    var shown = home.get("acme", "/v1/agendas/" + accepted.text("id") + "/document");
    assertThat(shown.status()).as("as large as no answer may be").isEqualTo(413);
    var owner = "acme/" + upload.text("id");
    assertThat(home.ports.blobs().get(owner, Sha256.hex(document))).isPresent();

    home.pass(Duration.ofMinutes(31), 1);

    assertThat(home.ports.blobs().get(owner, Sha256.hex(document))).as("reaped").isEmpty();
    assertThat(home.submit("acme", named(upload)).status()).isEqualTo(404);
    assertThat(home.get("acme", "/v1/agendas/" + accepted.text("id") + "/document").status())
        .as("the agenda has a copy of its own")
        .isEqualTo(413);
  }

  @Test
  void whatIsUploadedIsADocumentLikeAnyOther() {
    for (String text :
        List.of("{\"operations\": []}", "{\"customerId\": \"globex\", " + SMALL.substring(1))) {
      var upload = put("acme", text);
      var direct = home.submit("acme", text);
      var uploaded = home.submit("acme", named(upload));
      assertThat(uploaded.status()).isEqualTo(direct.status());
      assertThat(uploaded.items("problems")).isEqualTo(direct.items("problems")).isNotEmpty();
    }
    var malformed = home.submit("acme", named(put("acme", "{ not json")));
    assertThat(malformed.text("code")).isEqualTo("MALFORMED_JSON");
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
  }

  @Test
  void anUploadCountsAsItsDocumentForAnIdempotencyKey() {
    var upload = put("acme", SMALL);
    String id = home.submit("acme", named(upload), "key").text("id");

    assertThat(home.submit("acme", SMALL, "key").text("id")).isEqualTo(id);
    assertThat(home.submit("acme", named(put("acme", HomeStack.chain(3))), "key").status())
        .isEqualTo(409);
  }

  @Test
  void isNotThereForAnotherCustomer() {
    var upload = put("acme", SMALL);

    assertThat(home.submit("globex", named(upload)).status()).isEqualTo(404);
    assertThat(home.submit("globex", "{\"uploadId\": \"nothing\"}").status()).isEqualTo(404);
    assertThat(home.get("globex", "/v1/agendas").items("agendas")).isEmpty();
    // The same bytes are nobody else's either.
    var own = open("globex", SMALL.getBytes(UTF_8));
    assertThat(code(home.submit("globex", named(own)))).isEqualTo("upload-empty");
  }

  @Test
  void saysThatNothingWasPutOrThatItWasTooLongAgo() {
    var empty = open("acme", SMALL.getBytes(UTF_8));
    assertThat(code(home.submit("acme", named(empty)))).isEqualTo("upload-empty");

    var late = put("acme", SMALL);
    home.clock.advance(Duration.ofMinutes(31));
    assertThat(code(home.submit("acme", named(late)))).isEqualTo("upload-expired");
    assertThat(home.uploads().put(empty.text("url"), SMALL.getBytes(UTF_8))).isEqualTo(404);
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
  }

  @Test
  void refusesWhatCantBeAnUpload() {
    var hash = "0".repeat(64);
    for (String body :
        List.of(
            "[]",
            "{}",
            "{\"bytes\": 0, \"sha256\": \"" + hash + "\"}",
            "{\"bytes\": 16777217, \"sha256\": \"" + hash + "\"}",
            "{\"bytes\": 1, \"sha256\": \"" + "A".repeat(64) + "\"}",
            "{\"bytes\": 1, \"sha256\": \"" + hash + "\", \"name\": \"x\"}")) {
      var answer = home.post("acme", PATH, body);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.items("problems")).isNotEmpty();
    }
    var both = "{\"uploadId\": \"" + put("acme", SMALL).text("id") + "\", \"operations\": []}";
    assertThat(home.submit("acme", both).status()).isEqualTo(400);
  }

  @Test
  void aBatchMayHaveUploadsInIt() {
    var upload = put("acme", SMALL);

    var answer =
        home.post(
            "acme",
            "/v1/agendas/bulk",
            "{\"agendas\": [{\"document\": "
                + named(upload)
                + "}, {\"document\": {\"uploadId\": \"x\"}}, {\"document\": "
                + HomeStack.chain(1)
                + "}]}");

    assertThat(answer.items("items"))
        .extracting(item -> item.whole("status").orElseThrow())
        .containsExactly(201L, 404L, 201L);
  }

  @Test
  void whereverASubmitCrashesTheUploadCanBeSubmittedAgain() {
    var all = new PortCalls();
    var counted = new HomeStack();
    String upload = named(put(counted, SMALL));
    counted.restartedOver(all.of(counted.ports)).submit("acme", upload, "key");

    for (int call = 0; call < all.seen().size(); call++) {
      var crashing = new HomeStack();
      String there = named(put(crashing, SMALL));
      crashing.restartedOver(new PortCalls().crashAfter(call).of(crashing.ports));
      assertThatThrownBy(() -> crashing.submit("acme", there, "key")).isInstanceOf(Crash.class);
      crashing.restartedOver(crashing.ports);

      String id = crashing.submit("acme", there, "key").text("id");

      assertThat(crashing.get("acme", "/v1/agendas").items("agendas"))
          .extracting(agenda -> agenda.text("id").orElse(""))
          .containsExactly(id);
    }
  }

  private Answer put(String customer, String text) {
    var upload = open(customer, text.getBytes(UTF_8));
    assertThat(home.uploads().put(upload.text("url"), text.getBytes(UTF_8))).isEqualTo(201);
    return upload;
  }

  private static Answer put(HomeStack home, String text) {
    var upload = home.post("acme", PATH, room(text.getBytes(UTF_8)));
    assertThat(home.uploads().put(upload.text("url"), text.getBytes(UTF_8))).isEqualTo(201);
    return upload;
  }

  private Answer open(String customer, byte[] bytes) {
    return home.post(customer, PATH, room(bytes));
  }

  private static String room(byte[] bytes) {
    return JsonText.write(
        Json.object().put("bytes", bytes.length).put("sha256", Sha256.hex(bytes)).build());
  }

  private static String named(Answer upload) {
    return "{\"uploadId\": \"" + upload.text("id") + "\"}";
  }

  private static String code(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    return answer.items("problems").getFirst().text("code").orElseThrow();
  }

  /** In canonical form. */
  private static byte[] large(int operations, int length) {
    var filler = "x".repeat(length);
    var all =
        IntStream.range(0, operations)
            .mapToObj(i ->
                Json.object()
                    .put("name", "op" + i)
                    .put("type", "log")
                    .put("payload", Json.object().put("message", filler).build())
                    .build())
            .toList();
    return JsonText.canonical(Json.object().put("operations", Json.array(all)).build());
  }
}
