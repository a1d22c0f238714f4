package dev.fairlead.bench.coldstart;

import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of the bench found.
 *
 * @param conditions how it was measured, in sentences
 */
public record ColdStartFigures(List<String> conditions, List<FunctionFigures> functions) {
  /** Only this package makes them; others print them. */
  public ColdStartFigures {
    conditions = List.copyOf(conditions);
    functions = List.copyOf(functions);
  }

  /** Whether every function answered rightly. How long it took is no matter of right or wrong. */
  public boolean passed() {
    return functions.stream().allMatch(function -> function.problem().isEmpty());
  }

  /** A table for people. */
  public List<String> table() {
    var lines = new ArrayList<>(conditions);
    lines.add("");
    lines.add(FunctionFigures.HEADINGS);
    functions.forEach(function -> lines.add(function.row()));
    functions.forEach(function ->
        function
            .problem()
            .ifPresent(problem ->
                lines.add("WRONG " + function.function().functionName() + ": " + problem)));
    return lines;
  }

  /** The same for programs. */
  public Json json() {
    return Json.object()
        .put("conditions", Json.texts(conditions))
        .put("functions", Json.array(functions.stream().map(FunctionFigures::json).toList()))
        .put("passed", passed())
        .build();
  }
}
