package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts together what the server answers in pages. */
final class Pages {
  private static final String OPERATIONS = "operations";
  private static final String NEXT = "next";

  private Pages() {}

  /**
   * A run with all its operations. The rest of it is as the last page has it; what moved meanwhile
   * may be older than that.
   *
   * @param ask gives the page after an operation
   */
  static Json.Obj whole(Function<Optional<String>, Json.Obj> ask) {
    Json.Obj page = ask.apply(Optional.empty());
    Optional<String> next = page.text(NEXT);
    if (next.isEmpty()) {
      return page;
    }
    var all = new ArrayList<>(operations(page));
    while (next.isPresent()) {
      page = ask.apply(next);
      all.addAll(operations(page));
      next = page.text(NEXT);
    }
    return page.with(OPERATIONS, Json.array(all));
  }

  private static List<Json> operations(Json.Obj page) {
    return page.field(OPERATIONS).orElse(Json.NULL) instanceof Json.Arr(List<Json> operations)
        ? operations
        : List.of();
  }
}
