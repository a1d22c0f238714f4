package dev.fairlead.core.imports;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path into a plan as ernest's templates have it: names and indexes between dots, {@code
 * #[field="value"]} (or in round brackets) for the first item of a list that has it, {@code #} for
 * the items of a list, at the end for their number. A backslash takes the meaning of what follows.
 *
 * @param steps at least one
 */
record GraphPath(List<Step> steps) {
  private static final Pattern QUERY =
      Pattern.compile("#[\\[(]\\s*([\\w-]+)\\s*={1,2}\\s*(?:\"([^\"]*)\"|([\\w.:-]+))\\s*[\\])]");

  GraphPath {
    steps = List.copyOf(steps);
  }

  sealed interface Step {}

  /** A field, or the index of an item. */
  record Name(String name) implements Step {}

  /** The first item whose field is so. */
  record Where(String field, String value) implements Step {}

  /** Every item; at the end how many there are. */
  record Each() implements Step {}

  /** Reads a path; empty if it is none of this form. */
  static Optional<GraphPath> parse(String text) {
    var steps = new ArrayList<Step>();
    var token = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i <= text.length(); i++) {
      char here = i < text.length() ? text.charAt(i) : '.';
      if (i == text.length() || (here == '.' && depth == 0)) {
        var step = step(token.toString());
        if (step.isEmpty() || depth > 0) {
          return Optional.empty();
        }
        steps.add(step.get());
        token.setLength(0);
        continue;
      }
      if (here == '\\' && i + 1 < text.length()) {
        token.append(here).append(text.charAt(i + 1));
        i++;
        continue;
      }
      quoted ^= here == '"';
      if (!quoted) {
        depth += here == '[' || here == '(' ? 1 : here == ']' || here == ')' ? -1 : 0;
      }
      token.append(here);
    }
    return Optional.of(new GraphPath(steps));
  }

  private static Optional<Step> step(String token) {
    if (token.equals("#")) {
      return Optional.of(new Each());
    }
    var query = QUERY.matcher(token);
    if (query.matches()) {
      var value = Optional.ofNullable(query.group(2)).orElseGet(() -> query.group(3));
      return Optional.of(new Where(query.group(1), value));
    }
    var name = new StringBuilder();
    for (int i = 0; i < token.length(); i++) {
      char here = token.charAt(i);
      if (here == '\\' && i + 1 < token.length()) {
        i++;
        name.append(token.charAt(i));
      } else if ("#*?|@()[]{}\"\\".indexOf(here) >= 0) {
        return Optional.empty();
      } else {
        name.append(here);
      }
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(new Name(name.toString()));
  }

  /** This path from one of its steps on. */
  List<Step> from(int step) {
    return steps.subList(Math.min(step, steps.size()), steps.size());
  }

  /** What is there. */
  static Optional<Json> find(Json value, List<Step> steps) {
    if (steps.isEmpty()) {
      return Optional.of(value);
    }
    var rest = steps.subList(1, steps.size());
    return switch (steps.getFirst()) {
      case Name(String name) ->
          new JsonPointer(List.of(name)).find(value).flatMap(inner -> find(inner, rest));
      case Where where -> first(value, where).flatMap(inner -> find(inner, rest));
      case Each _ ->
          value instanceof Json.Arr(List<Json> items)
              ? Optional.of(
                  rest.isEmpty()
                      ? Json.of(items.size())
                      : Json.array(
                          items.stream().flatMap(item -> find(item, rest).stream()).toList()))
              : Optional.empty();
    };
  }

  /** The first item of a list that is so. */
  static Optional<Json> first(Json list, Where where) {
    return list instanceof Json.Arr(List<Json> items)
        ? items.stream().filter(item -> holds(item, where)).findFirst()
        : Optional.empty();
  }

  private static boolean holds(Json item, Where where) {
    return item instanceof Json.Obj object
        && object.field(where.field()).flatMap(GraphPath::text).equals(Optional.of(where.value()));
  }

  private static Optional<String> text(Json value) {
    return switch (value) {
      case Json.Str(String text) -> Optional.of(text);
      case Json.Num(BigDecimal number) -> Optional.of(number.toPlainString());
      case Json.Bool(boolean truth) -> Optional.of(Boolean.toString(truth));
      case Json.Null _, Json.Arr _, Json.Obj _ -> Optional.empty();
    };
  }

  /** The same as a place in one value; empty if it asks for items of lists. */
  static Optional<JsonPointer> pointer(List<Step> steps) {
    var names = new ArrayList<String>(steps.size());
    for (var step : steps) {
      if (!(step instanceof Name(String name))) {
        return Optional.empty();
      }
      names.add(name);
    }
    return Optional.of(new JsonPointer(names));
  }
}
