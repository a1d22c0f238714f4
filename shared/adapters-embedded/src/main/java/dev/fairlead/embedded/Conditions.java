package dev.fairlead.embedded;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import java.util.Optional;

/** Whether a condition holds of what is stored under a key. */
final class Conditions {
  private Conditions() {}

  static boolean holds(Condition condition, Optional<Item> found) {
    return switch (condition) {
      case Condition.Always() -> true;
      case Condition.Absent() -> found.isEmpty();
      case Condition.Present() -> found.isPresent();
      case Condition.Is(String name, Attr value) ->
          found.map(item -> value.equals(item.attributes().get(name))).orElse(false);
      case Condition.Below(String name, long bound) ->
          found.flatMap(item -> item.whole(name)).map(number -> number < bound).orElse(false);
      case Condition.All(var parts) -> parts.stream().allMatch(part -> holds(part, found));
      case Condition.Any(var parts) -> parts.stream().anyMatch(part -> holds(part, found));
    };
  }
}
