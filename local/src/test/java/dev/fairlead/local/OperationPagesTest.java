package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs of more operations than one answer has room for. */
class OperationPagesTest {
  private final HomeStack home = new HomeStack();

  @Test
  void showsEveryOperationOnceInTheOrderOfTheDocument() {
    String id = run(simulated(2_500, 1));

    List<String> names = names(id, "");

    assertThat(names)
        .containsExactlyElementsOf(IntStream.range(0, 2_500).mapToObj(i -> "op" + i).toList());
    assertThat(page(id, "?limit=2").items("operations")).hasSize(2);
    assertThat(page(id, "?limit=2").text("next")).isEqualTo("op1");
    assertThat(page(id, "?after=op2498").text("next")).isEmpty();
  }

  @Test
  void endsAPageThatHasMuchText() {
    String id = run(simulated(600, 8_000));

    Answer first = page(id, "");

    assertThat(first.items("operations").size()).isBetween(300, 599);
    assertThat(JsonText.write(first.json()).length()).isLessThan(5 * 1024 * 1024);
    assertThat(names(id, "")).hasSize(600).doesNotHaveDuplicates();
  }

  @Test
  void showsTheRunAlone() {
    String id = run(simulated(3, 1));

    Answer run = page(id, "?limit=0");

    assertThat(run.items("operations")).isEmpty();
    assertThat(run.text("outcome")).isEqualTo("succeeded");
  }

  @Test
  void showsWhatIsDoneForTheItemsOfAList() {
    String id =
        run(
            """
            {"operations": [
              {"name": "other", "type": "simulate", "payload": {"seconds": 0}},
              {"name": "each", "type": "simulate", "forEach": {"items": ["a", "b", "c"]},
               "payload": {"seconds": 0, "result": "@<item>"}}]}
            """);

    assertThat(names(id, "?itemsOf=each&limit=2")).containsExactly("each[0]", "each[1]", "each[2]");
    assertThat(
            page(id, "?itemsOf=each&after=each[1]").items("operations").getFirst().text("result"))
        .contains("c");
    assertThat(names(id, "")).containsExactly("other", "each");
    assertThat(page(id, "?itemsOf=other").items("operations")).isEmpty();
  }

  @Test
  void refusesToBeginAfterWhatIsNotThere() {
    String id = run(simulated(1, 1));

    assertThat(page(id, "?after=nobody").status()).isEqualTo(400);
    assertThat(page(id, "?itemsOf=nobody").status()).isEqualTo(400);
    assertThat(page(id, "?limit=1001").status()).isEqualTo(400);
  }

  private String run(String document) {
    String id = home.submit("acme", document).text("id");
    home.settle();
    assertThat(page(id, "?limit=0").text("outcome")).isEqualTo("succeeded");
    return id;
  }

  private Answer page(String id, String query) {
    return home.get("acme", "/v1/agendas/" + id + query);
  }

  private List<String> names(String id, String query) {
    var names = new ArrayList<String>();
    Answer page = page(id, query);
    while (true) {
      page.items("operations").forEach(each -> names.add(each.text("name").orElseThrow()));
      String next = page.text("next");
      if (next.isEmpty()) {
        return names;
      }
      page = page(id, (query.isEmpty() ? "?" : query + "&") + "after=" + next);
    }
  }

  private static String simulated(int operations, int resultLength) {
    var payload = Json.object().put("seconds", 0).put("result", "x".repeat(resultLength)).build();
    var all =
        IntStream.range(0, operations)
            .<Json>mapToObj(i ->
                Json.object()
                    .put("name", "op" + i)
                    .put("type", "simulate")
                    .put("payload", payload)
                    .build())
            .toList();
    return JsonText.write(Json.object().put("operations", Json.array(all)).build());
  }
}
