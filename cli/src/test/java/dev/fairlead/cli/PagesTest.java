package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagesTest {
  @Test
  void putsTheOperationsOfAllPagesTogether() {
    var pages =
        Map.of(
            Optional.<String>empty(), page("EXECUTING", Optional.of("b"), "a", "b"),
            Optional.of("b"), page("EXECUTING", Optional.of("c"), "c"),
            Optional.of("c"), page("COMPLETE", Optional.empty(), "d"));

    assertThat(Pages.whole(after -> Optional.ofNullable(pages.get(after)).orElseThrow()))
        .isEqualTo(page("COMPLETE", Optional.empty(), "a", "b", "c", "d"));
  }

  @Test
  void leavesASinglePageAsItIs() {
    var only = page("COMPLETE", Optional.empty(), "a");

    assertThat(Pages.whole(_ -> only)).isSameAs(only);
  }

  private static Json.Obj page(String state, Optional<String> next, String... operations) {
    return Json.object()
        .put("state", state)
        .put("operations", Json.texts(List.of(operations)))
        .putText("next", next)
        .build();
  }
}
