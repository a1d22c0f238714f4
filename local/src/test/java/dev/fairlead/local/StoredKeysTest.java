package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.local.PortCalls.Seen;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tenant wall is in the keys: a customer's rows lie under the customer's name. */
class StoredKeysTest {
  /** Rows that no customer owns; those of a line name the customer after the insight. */
  private static final Map<String, Predicate<String>> SYSTEM =
      Map.of(
          "lines",
              partition -> partition.matches("(dispatched|ledger)/default|waiting/default/\\w+"),
          "outbox", partition -> partition.matches("outbox/\\d+"),
          "timers", partition -> partition.matches("(alarm|reap|upload)/\\d+"));

  private final HomeStack home = new HomeStack();
  private final PortCalls calls = new PortCalls();

  @Test
  void everyRowOfARunIsItsCustomersOrTheSystems() {
    home.restartedOver(calls.of(home.ports));
    String id = run("acme");

    assertThat(home.get("acme", "/v1/agendas/" + id).text("outcome")).isEqualTo("succeeded");
    assertThat(written().map(Key::table)).contains("agendas", "tokens", "lines", "timers");
    assertThat(written())
        .allSatisfy(
            key -> assertThat(isOf("acme", key) || isSystems(key)).as(key.toString()).isTrue());
    assertThat(owners()).isSubsetOf("acme", "acme/" + id).contains("acme/" + id);
  }

  @Test
  void aCustomersCallsDoNotEvenReadAnothersRows() {
    String id = run("acme");
    String other = run("globex");
    home.restartedOver(calls.of(home.ports));
    calls.forget();

    for (String path : List.of("", "/events", "/logs", "/document")) {
      assertThat(home.get("globex", "/v1/agendas/" + id + path).status()).isEqualTo(404);
      assertThat(home.get("globex", "/v1/agendas/" + other + path).status()).isEqualTo(200);
    }
    assertThat(home.get("globex", "/v1/agendas").items("agendas"))
        .extracting(agenda -> agenda.text("id").orElse(""))
        .containsExactly(other);

    assertThat(calls.seen()).isNotEmpty();
    assertThat(calls.seen()).noneMatch(call -> call.toString().contains("acme"));
  }

  private String run(String customer) {
    String id = home.submit(customer, document(), "the same key").text("id");
    home.settle();
    home.pass(Duration.ofSeconds(3), 2);
    return id;
  }

  /** With a document and a result that are too large for a row. */
  private static String document() {
    var large = Json.object().put("seconds", 1).put("result", "x".repeat(20_000)).build();
    var operation =
        Json.object().put("name", "large").put("type", "simulate").put("payload", large).build();
    var log =
        Json.object()
            .put("name", "log")
            .put("type", "log")
            .put("payload", Json.object().put("message", "x").build())
            .build();
    return JsonText.write(
        Json.object().put("operations", Json.array(List.of(operation, log))).build());
  }

  private Stream<Key> written() {
    return calls.seen().stream()
        .flatMap(call -> call.arguments().stream())
        .flatMap(argument ->
            argument instanceof List<?> several ? several.stream() : Stream.of(argument))
        .filter(Write.class::isInstance)
        .map(Write.class::cast)
        .map(Write::key);
  }

  /** Under whose names blobs and index entries were asked for. */
  private Stream<String> owners() {
    return calls.seen().stream()
        .flatMap(call ->
            switch (call) {
              case Seen(String method, List<Object> arguments)
                  when method.equals("put") || method.equals("get") ->
                  Stream.of((String) arguments.getFirst());
              case Seen(String method, List<Object> arguments)
                  when method.equals("query")
                      && arguments.getFirst() instanceof Query query
                      && query.table().equals("agendas") ->
                  Stream.of(query.partition().split("/", -1)[0]);
              case Seen _ -> Stream.empty();
            });
  }

  private static boolean isOf(String customer, Key key) {
    return key.partition().startsWith(customer + "/");
  }

  private static boolean isSystems(Key key) {
    return SYSTEM.getOrDefault(key.table(), _ -> false).test(key.partition());
  }
}
