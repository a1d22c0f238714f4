package dev.fairlead.wire;

import dev.fairlead.core.error.SourcePosition;
import dev.fairlead.core.json.JsonLimits;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Finds places in a YAML text; stops where it can't be read. What an alias repeats is at the alias.
 */
final class YamlPlaces {
  private final Iterator<Event> events;

  private YamlPlaces(String text) {
    this.events = YamlReading.events(text);
  }

  static void find(String text, WantedPlaces wanted) {
    try {
      var places = new YamlPlaces(text);
      places.events.next(); // the stream starts
      if (places.events.next().getEventId() == Event.ID.DocumentStart) {
        var event = places.events.next();
        mark(wanted, event);
        places.value(event, Optional.of(wanted), 1);
      }
    } catch (YamlEngineException unreadable) {
      // What was found before it stays found: the reader says why the rest can't be read.
    }
  }

  private static void mark(WantedPlaces here, Event event) {
    event.getStartMark().map(YamlPlaces::position).ifPresent(here::found);
  }

  static SourcePosition position(Mark mark) {
    return new SourcePosition(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Recurses only as deep as what is wanted, which the reader has bounded. */
  private void value(Event event, Optional<WantedPlaces> wanted, int depth) {
    boolean isCollection =
        event.getEventId() == Event.ID.MappingStart || event.getEventId() == Event.ID.SequenceStart;
    if (!isCollection) {
      return;
    }
    var here = wanted.filter(WantedPlaces::hasInside);
    if (here.isEmpty()) {
      skip(depth);
    } else if (event.getEventId() == Event.ID.MappingStart) {
      mapping(here.get(), depth);
    } else {
      sequence(here.get(), depth);
    }
  }

  private void mapping(WantedPlaces here, int depth) {
    var event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      var key = event;
      var inside =
          key instanceof ScalarEvent name
              ? here.inside(name.getValue())
              : Optional.<WantedPlaces>empty();
      inside.ifPresent(place -> mark(place, key));
      value(events.next(), inside, depth + 1);
      event = events.next();
    }
  }

  private void sequence(WantedPlaces here, int depth) {
    var event = events.next();
    for (int i = 0; event.getEventId() != Event.ID.SequenceEnd; i++) {
      var item = event;
      var inside = here.inside(Integer.toString(i));
      inside.ifPresent(place -> mark(place, item));
      value(item, inside, depth + 1);
      event = events.next();
    }
  }

  /**
   * Reads to the end of a collection that has just begun. Not further down than the reader goes:
   * there the library takes a time that grows with the square of the depth.
   */
  private void skip(int from) {
    for (int depth = from; depth >= from; ) {
      switch (events.next().getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      if (depth > JsonLimits.MAX_DEPTH) {
        throw new YamlEngineException("too deep");
      }
    }
  }
}
