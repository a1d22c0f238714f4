package dev.fairlead.wire;

import dev.fairlead.core.error.SourcePosition;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The languages a document may be written in. */
public enum TextFormat {
  JSON("application/json"),
  YAML("application/yaml");

  private final String mediaType;

  TextFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** What a media type asks for: YAML where it says so, in whatever form, else JSON. */
  public static TextFormat ofMediaType(String mediaType) {
    return mediaType.contains("yaml") ? YAML : JSON;
  }

  /** As {@link #ofMediaType}; JSON where nothing is said. */
  public static TextFormat of(Optional<String> mediaType) {
    return mediaType.map(TextFormat::ofMediaType).orElse(JSON);
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * Reads UTF-8.
   *
   * @throws dev.fairlead.core.error.FairleadException as {@link JsonText#parse(byte[])} and {@link
   *     JsonText#parseYaml(byte[])} say
   */
  public Json parse(byte[] utf8) {
    return switch (this) {
      case JSON -> JsonText.parse(utf8);
      case YAML -> JsonText.parseYaml(utf8);
    };
  }

  /**
   * Where places of a document stand in its text: a field by its name, an item or the whole by its
   * first character. A place that the text does not have is where the nearest one around it is.
   * Cost: another reading of the text, so ask once, for all, and only when there is something to
   * show.
   *
   * @param utf8 a text that was read, or part of which was
   * @return of every pointer; of none if the text is empty or not UTF-8
   */
  public Map<JsonPointer, SourcePosition> positions(byte[] utf8, Collection<JsonPointer> wanted) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    var places = WantedPlaces.of(wanted);
    JsonText.find(this, utf8, places);
    var positions = new HashMap<JsonPointer, SourcePosition>();
    for (var pointer : wanted) {
      places.find(pointer).ifPresent(position -> positions.put(pointer, position));
    }
    return positions;
  }
}
