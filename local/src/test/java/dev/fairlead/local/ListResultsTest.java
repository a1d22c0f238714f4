package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.store.Sha256;
import dev.fairlead.wire.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** References into what was done for the items of a list. */
class ListResultsTest {
  /** Each result is more than 8 KiB, and so in the blob store. */
  private static final String PAD = "x".repeat(9_000);

  private final HomeStack home = new HomeStack();

  @Test
  void readOnlyTheResultThatTheyPointTo() {
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));

    String id =
        home.submit(
                "acme",
                """
                {"operations": [
                  {"name": "each", "type": "simulate", "forEach": {"items": ["a", "b", "c"]},
                   "payload": {"seconds": 0, "result": {"n": "@<item>", "pad": "%s"}}},
                  {"name": "one", "type": "simulate",
                   "payload": {"seconds": 0, "result": "@<each.out::/results/1/n>"}},
                  {"name": "count", "type": "simulate",
                   "payload": {"seconds": 0, "result": "@<each.out::/succeeded>"}},
                  {"name": "none", "type": "simulate",
                   "payload": {"seconds": 0, "result": "@<each.out::/results/3/n?nothing>"}}]}
                """
                    .formatted(PAD))
            .text("id");
    home.settle();

    assertThat(home.get("acme", "/v1/agendas/" + id).items("operations"))
        .extracting(operation -> operation.field("result").orElse(Json.NULL))
        .endsWith(Json.of("b"), Json.of(3), Json.of("nothing"));
    assertThat(reads(calls)).contains(result("b")).doesNotContain(result("a"), result("c"));
  }

  @Test
  void readAllWhereTheyPointToAll() {
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));

    home.submit(
        "acme",
        """
        {"operations": [
          {"name": "each", "type": "simulate", "forEach": {"items": ["a", "b"]},
           "payload": {"seconds": 0, "result": {"n": "@<item>", "pad": "%s"}}},
          {"name": "all", "type": "simulate",
           "payload": {"seconds": 0, "result": "@<each.out::/results>"}}]}
        """
            .formatted(PAD));
    home.settle();

    assertThat(reads(calls)).contains(result("a"), result("b"));
  }

  private static List<Object> reads(PortCalls calls) {
    return calls.seen().stream()
        .filter(call -> call.method().equals("get"))
        .map(call -> call.arguments().getLast())
        .toList();
  }

  private static Object result(String item) {
    return Sha256.hex(JsonText.canonical(Json.object().put("n", item).put("pad", PAD).build()));
  }
}
