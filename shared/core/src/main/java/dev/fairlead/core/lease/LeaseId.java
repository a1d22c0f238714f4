package dev.fairlead.core.lease;

import java.util.regex.Pattern;

/** A lease. 26 characters that sort by the time of their making (ULID, lower case). */
public record LeaseId(String value) implements Comparable<LeaseId> {
  private static final Pattern FORM = Pattern.compile("[0-9a-hjkmnp-tv-z]{26}");

  public LeaseId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not the id of a lease: " + value);
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public int compareTo(LeaseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
