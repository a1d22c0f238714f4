package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.local.HomeStack.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What came to an insight is told for a simulation. */
class ArrivalsTest {
  private final HomeStack home = new HomeStack();

  @AfterEach
  void close() {
    home.close();
  }

  /** Asks page by page. */
  private List<Json.Obj> all(String query) {
    var found = new ArrayList<Json.Obj>();
    Optional<String> next = Optional.of("");
    for (int pages = 0; next.isPresent(); pages++) {
      assertThat(pages).isLessThan(20);
      String after = next.get().isEmpty() ? "" : "&after=" + next.get();
      Answer page =
          home.operator("GET", "/v1/insights/default/arrivals?limit=2" + query + after, "");
      assertThat(page.status()).isEqualTo(200);
      found.addAll(page.items("arrivals"));
      next = page.object().text("next");
    }
    return found;
  }

  private Answer globex(String query) {
    return home.tenant("globex", "GET", "/v1/insights/default/arrivals" + query, "", Map.of());
  }

  @Test
  void anOperatorIsToldOfEverybodyAndOthersOfThemselves() {
    for (String customer : List.of("acme", "globex")) {
      home.operator("POST", "/v1/customers", "{\"id\":\"" + customer + "\",\"title\":\"t\"}");
    }
    for (int i = 0; i < 5; i++) {
      home.submit(i < 3 ? "acme" : "globex", HomeStack.chain(2));
      home.settle();
      home.clock.advance(Duration.ofSeconds(5));
    }
    home.submit("acme", "{\"operations\":[{\"name\":\"ask\",\"type\":\"approval\"}]}");
    home.settle();

    assertThat(all(""))
        .extracting(arrival -> arrival.text("customerId").orElseThrow())
        .containsExactly("acme", "acme", "acme", "globex", "globex");
    var one = all("").getFirst();
    assertThat(one.text("shape")).contains("log/1");
    assertThat(one.whole("slots")).contains(1L);
    assertThat(one.field("durationSeconds")).isPresent();
    var own = globex("");
    assertThat(own.items("arrivals")).hasSize(2);
    assertThat(own.object().text("next")).isEmpty();
    var theirs = globex("?after=acme/");
    assertThat(theirs.items("arrivals")).isEmpty();
  }

  @Test
  void whatCameBeforeIsLeftOut() {
    home.operator("POST", "/v1/customers", "{\"id\":\"acme\",\"title\":\"t\"}");
    home.submit("acme", HomeStack.chain(1));
    home.settle();
    home.clock.advance(Duration.ofSeconds(5));
    var now = home.clock.instant();
    home.submit("acme", HomeStack.chain(1));
    home.settle();

    assertThat(all("&since=" + now)).hasSize(1);
    assertThat(
            home.operator("GET", "/v1/insights/default/arrivals?since=2026-13-01T00:00:00Z", "")
                .status())
        .isEqualTo(400);
  }
}
