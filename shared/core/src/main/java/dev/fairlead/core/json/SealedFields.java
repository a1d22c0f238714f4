package dev.fairlead.core.json;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object's fields in their order. Nobody changes the map that it is made of any more, so that
 * objects need no copy of it.
 */
final class SealedFields extends AbstractMap<String, Json> {
  private final Map<String, Json> fields;

  /** Takes the map as it is: who made it lets go of it. */
  SealedFields(Map<String, Json> fields) {
    this.fields = fields;
  }

  @Override
  public Set<Entry<String, Json>> entrySet() {
    return Collections.unmodifiableMap(fields).entrySet();
  }

  @Override
  public Set<String> keySet() {
    return Collections.unmodifiableMap(fields).keySet();
  }

  @Override
  public @Nullable Json get(Object name) {
    return fields.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return fields.containsKey(name);
  }

  @Override
  public int size() {
    return fields.size();
  }
}
