package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The doors of an insight's line. Whoever puts an agenda in line passes through one, which is to
 * say that the transaction refuses if the door is gone; they are shut before the insight is
 * deleted. There are several, since what all transactions of an insight checked would hold them up.
 * The insight that every environment has stands open.
 */
final class Doors {
  /** Submits to one insight that don't get in each other's way. */
  static final int COUNT = 8;

  private Doors() {}

  /** Passes through a door. Cost: 2 write units, or nothing for the default insight. */
  static Optional<Write> pass(String insight, AgendaKey agenda) {
    return Insight.isDefault(insight)
        ? Optional.empty()
        : Optional.of(
            Write.check(
                key(insight, Math.floorMod(agenda.agenda().value().hashCode(), COUNT)),
                Condition.present()));
  }

  static List<Write> open(String insight) {
    return keys(insight).stream()
        .map(door -> Write.put(Format.item(door, Map.of()), Condition.always()))
        .toList();
  }

  static List<Write> shut(String insight) {
    return keys(insight).stream().map(Write::delete).toList();
  }

  /** Refuses a transaction if somebody opened them again. */
  static List<Write> stillShut(String insight) {
    return keys(insight).stream().map(door -> Write.check(door, Condition.absent())).toList();
  }

  private static List<Key> keys(String insight) {
    return IntStream.range(0, COUNT).mapToObj(number -> key(insight, number)).toList();
  }

  /** A partition each: what is checked together lies apart. */
  private static Key key(String insight, int number) {
    return new Key(TableSpec.LINES.tableName(), "door/" + insight + "/" + number, "door");
  }
}
