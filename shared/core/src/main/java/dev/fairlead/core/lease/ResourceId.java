package dev.fairlead.core.lease;

import dev.fairlead.core.id.Ulid;

/**
 * A resource, and the client token by which whatever is outside is made and found again. 26
 * characters that sort by the time of their making (ULID, lower case).
 */
public record ResourceId(String value) implements Comparable<ResourceId> {
  public ResourceId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not the id of a resource: " + value);
    }
  }

  public static boolean isValid(String value) {
    return Ulid.isWellFormed(value);
  }

  @Override
  public int compareTo(ResourceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
