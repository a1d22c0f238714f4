package dev.fairlead.core.id;

/**
 * An agenda. 26 characters that sort by the time of their making (ULID: 48 bits of milliseconds, 80
 * random bits, Crockford base 32, lower case).
 */
public record AgendaId(String value) implements Comparable<AgendaId> {
  public AgendaId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not an agenda id: " + value);
    }
  }

  public static boolean isValid(String value) {
    return Ulid.isWellFormed(value);
  }

  @Override
  public int compareTo(AgendaId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
