package dev.fairlead.core.port;

import java.util.Map;
import java.util.Optional;

/**
 * A stored item: a key and its attributes. Immutable.
 *
 * @param attributes by name, in no order; the names {@code pk} and {@code sk} are the store's own
 *     and refused
 */
public record Item(Key key, Map<String, Attr> attributes) {
  public Item {
    if (attributes.containsKey("pk") || attributes.containsKey("sk")) {
      throw new IllegalArgumentException("pk and sk are the key's own attribute names");
    }
    attributes = Map.copyOf(attributes);
  }

  public Optional<String> text(String name) {
    return attributes.get(name) instanceof Attr.Text(String value)
        ? Optional.of(value)
        : Optional.empty();
  }

  public Optional<Long> whole(String name) {
    return attributes.get(name) instanceof Attr.Whole(long value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The text under a name that every item of this kind has. */
  public String requireText(String name) {
    return text(name)
        .orElseThrow(() -> new IllegalStateException("item " + key + " has no text " + name));
  }

  /** The number under a name that every item of this kind has. */
  public long requireWhole(String name) {
    return whole(name)
        .orElseThrow(() -> new IllegalStateException("item " + key + " has no number " + name));
  }
}
