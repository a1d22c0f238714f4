package dev.fairlead.wire;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.error.SourcePosition;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/**
 * One reading of a YAML text. Reads events, not nodes: the library's own composer recurses without
 * a bound and expands aliases without counting.
 */
final class YamlReading {
  /** Values in the document once every alias stands for a copy of what it names. */
  static final int MAX_VALUES = 2_000_000;

  private static final JsonSchema SCHEMA = new JsonSchema();

  /** The library copies the token it is in with each buffer, so that small ones cost the square. */
  private static final int MAX_BUFFER = 256 * 1024;

  private static final int MIN_BUFFER = 1024;

  /** A finished value that an alias may name, how many values and levels it is made of. */
  private record Anchored(Json value, int size, int levels) {}

  private final String text;
  private final Iterator<Event> events;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private JsonPointer place = JsonPointer.WHOLE;
  private int values;
  private int deepest;

  YamlReading(String text) {
    this.text = text;
    this.events = events(text);
  }

  static Iterator<Event> events(String text) {
    var settings =
        LoadSettings.builder()
            .setSchema(SCHEMA)
            .setCodePointLimit(JsonLimits.MAX_TEXT_BYTES)
            .setBufferSize(Math.clamp(text.length(), MIN_BUFFER, MAX_BUFFER))
            .build();
    return new Parse(settings).parseString(text).iterator();
  }

  static void checkSize(long bytes) {
    if (bytes > JsonLimits.MAX_TEXT_BYTES) {
      throw new FairleadException(ErrorCode.BODY_TOO_LARGE, "A YAML text has at most 5 MiB.");
    }
  }

  Json read() {
    try {
      events.next(); // the stream starts
      var start = events.next();
      if (start.getEventId() != Event.ID.DocumentStart) {
        throw refuse(start, ProblemCode.MALFORMED, "The text is empty.");
      }
      var value = value(events.next(), 1);
      events.next(); // the document ends
      var end = events.next();
      if (end.getEventId() != Event.ID.StreamEnd) {
        throw refuse(end, ProblemCode.MALFORMED, "There is a second document; only one is read.");
      }
      return value;
    } catch (MarkedYamlEngineException malformed) {
      throw refuse(
          malformed.getProblemMark(), ProblemCode.MALFORMED, YamlSyntax.sentence(malformed));
    } catch (ReaderException unprintable) {
      throw unprintable();
    } catch (YamlVersionException _) {
      throw refuse(Optional.empty(), ProblemCode.MALFORMED, "Only YAML 1.2 is read.");
    } catch (YamlEngineException _) {
      throw refuse(Optional.empty(), ProblemCode.MALFORMED, "This is not YAML.");
    }
  }

  /** The library knows only in which stretch of the text the character is. */
  private FairleadException unprintable() {
    int offset = 0;
    while (offset < text.length() && StreamReader.isPrintable(text.codePointAt(offset))) {
      offset += Character.charCount(text.codePointAt(offset));
    }
    int point = offset < text.length() ? text.codePointAt(offset) : 0;
    return Malformed.at(
        TextCursor.positionOf(text, offset),
        JsonPointer.WHOLE,
        ProblemCode.MALFORMED,
        "The character U+%04X can't stand in YAML; is this text?".formatted(point));
  }

  private Json value(Event event, int depth) {
    if (event instanceof AliasEvent alias) {
      return aliased(alias, depth);
    }
    int before = values;
    int deepestBefore = deepest;
    deepest = depth - 1;
    count(event, 1);
    var value =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar);
          case CollectionStartEvent start -> collection(start, depth);
          default -> throw refuse(event, ProblemCode.MALFORMED, "A value should be here.");
        };
    var anchored = new Anchored(value, values - before, deepest - depth + 1);
    ((NodeEvent) event).getAnchor().ifPresent(name -> anchors.put(name.getValue(), anchored));
    deepest = Math.max(deepest, deepestBefore);
    return value;
  }

  private Json collection(CollectionStartEvent start, int depth) {
    reach(start, depth);
    boolean isMapping = start instanceof MappingStartEvent;
    var own = (isMapping ? Tag.MAP : Tag.SEQ).getValue();
    if (start.getTag().filter(tag -> !tag.equals(own) && !tag.equals("!")).isPresent()) {
      throw unsupported(start, start.getTag().get());
    }
    var here = place;
    var value = isMapping ? mapping(here, depth) : sequence(here, depth);
    place = here;
    return value;
  }

  private Json mapping(JsonPointer here, int depth) {
    var fields = new LinkedHashMap<String, Json>();
    for (var event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      var name = key(event);
      place = here.child(name);
      if (fields.containsKey(name)) {
        throw refuse(
            event,
            ProblemCode.DUPLICATE_FIELD,
            "The field " + Malformed.quote(name) + " is here twice.");
      }
      fields.put(name, value(events.next(), depth + 1));
    }
    return new Json.Obj(fields);
  }

  private Json sequence(JsonPointer here, int depth) {
    var items = new ArrayList<Json>();
    for (var event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      place = here.child(items.size());
      items.add(value(event, depth + 1));
    }
    return Json.array(items);
  }

  private String key(Event event) {
    if (event instanceof ScalarEvent scalar) {
      if (scalar.isPlain() && scalar.getValue().equals("<<")) {
        throw refuse(
            event, ProblemCode.KEY_NOT_TEXT, "Merge keys (<<) are not read; write the fields out.");
      }
      if (scalar(scalar) instanceof Json.Str(String name)) {
        return name;
      }
    }
    throw refuse(
        event,
        ProblemCode.KEY_NOT_TEXT,
        "A key is a string; put it in quotes if it looks otherwise.");
  }

  private Json scalar(ScalarEvent event) {
    var text = event.getValue();
    if (!Surrogates.arePaired(text)) {
      throw refuse(
          event, ProblemCode.UNPAIRED_SURROGATE, "The string holds half of a surrogate pair.");
    }
    var tag = tag(event);
    if (tag.equals(Tag.STR)) {
      return Json.of(text);
    }
    if (tag.equals(Tag.NULL)) {
      return Json.NULL;
    }
    if (tag.equals(Tag.BOOL)) {
      return Json.of(text.equals("true"));
    }
    return JsonLimits.number(text)
        .orElseThrow(() ->
            text.contains("nan") || text.contains("inf")
                ? refuse(
                    event,
                    ProblemCode.NOT_JSON,
                    "JSON has no number like " + Malformed.cut(text) + ".")
                : refuse(event, ProblemCode.NUMBER_TOO_LONG, Numbers.REFUSAL));
  }

  /** What the text itself looks like; a tag may only say it is that, or a string. */
  private Tag tag(ScalarEvent event) {
    boolean isPlain = event.getScalarStyle() == ScalarStyle.PLAIN;
    var looks = SCHEMA.getScalarResolver().resolve(event.getValue(), isPlain);
    var given = event.getTag();
    if (given.isEmpty()) {
      return looks;
    }
    if (given.get().equals("!") || given.get().equals(Tag.STR.getValue())) {
      return Tag.STR;
    }
    var bare = SCHEMA.getScalarResolver().resolve(event.getValue(), true);
    if (given.get().equals(bare.getValue())) {
      return bare;
    }
    throw unsupported(event, given.get());
  }

  private Json aliased(AliasEvent alias, int depth) {
    var name = alias.getAlias().getValue();
    var anchored = anchors.get(name);
    if (anchored == null) {
      throw refuse(
          alias,
          ProblemCode.UNKNOWN_ALIAS,
          "No value that is complete before this one is called &" + Malformed.cut(name) + ".");
    }
    count(alias, anchored.size());
    reach(alias, depth - 1 + anchored.levels());
    return anchored.value();
  }

  private void reach(Event event, int depth) {
    if (depth > JsonLimits.MAX_DEPTH) {
      throw refuse(
          event,
          ProblemCode.TOO_DEEP,
          "The value is nested deeper than " + JsonLimits.MAX_DEPTH + " levels.");
    }
    deepest = Math.max(deepest, depth);
  }

  private void count(Event event, int more) {
    if (more > MAX_VALUES - values) {
      throw refuse(
          event,
          ProblemCode.TOO_MANY_VALUES,
          "The document has more than 2,000,000 values, those of aliases counted.");
    }
    values += more;
  }

  private FairleadException unsupported(Event event, String tag) {
    return refuse(
        event,
        ProblemCode.UNSUPPORTED_TAG,
        "The tag " + Malformed.cut(tag) + " does not fit a JSON value here.");
  }

  private FairleadException refuse(Event event, ProblemCode code, String sentence) {
    return refuse(event.getStartMark(), code, sentence);
  }

  private FairleadException refuse(Optional<Mark> mark, ProblemCode code, String sentence) {
    var position = mark.map(YamlPlaces::position).orElse(SourcePosition.START);
    return Malformed.at(position, place, code, sentence);
  }
}
