package dev.fairlead.wire;

import dev.fairlead.core.error.SourcePosition;
import dev.fairlead.core.json.JsonPointer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The places in a document that somebody asks the positions of, as a tree of names. */
final class WantedPlaces {
  private final Map<String, WantedPlaces> inside = new HashMap<>();
  private @Nullable SourcePosition position;

  /** The tree's root: the whole document. */
  static WantedPlaces of(Collection<JsonPointer> wanted) {
    var root = new WantedPlaces();
    for (var pointer : wanted) {
      var here = root;
      for (var token : pointer.tokens()) {
        here = here.inside.computeIfAbsent(token, _ -> new WantedPlaces());
      }
    }
    return root;
  }

  /** What is wanted in a field or item of this place, if anything. */
  Optional<WantedPlaces> inside(String token) {
    return Optional.ofNullable(inside.get(token));
  }

  /** Whether anything in it is wanted, beside itself. */
  boolean hasInside() {
    return !inside.isEmpty();
  }

  void found(SourcePosition at) {
    position = at;
  }

  /** Where the place is, or the nearest one around it that the document has. */
  Optional<SourcePosition> find(JsonPointer pointer) {
    var here = this;
    var nearest = Optional.ofNullable(position);
    for (var token : pointer.tokens()) {
      var next = here.inside.get(token);
      if (next == null || next.position == null) {
        return nearest;
      }
      here = next;
      nearest = Optional.of(next.position);
    }
    return nearest;
  }
}
