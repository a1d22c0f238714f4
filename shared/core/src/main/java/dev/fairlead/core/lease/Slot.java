package dev.fairlead.core.lease;

import java.util.regex.Pattern;

/**
 * Something that one lease or resource has at a time, by a name its driver gives it: a host, a
 * port, the only place on a machine. Drivers of one type and blueprints of one customer share
 * names. It is taken in the write that changes its owner's state, and free when the owner is
 * destroyed.
 *
 * @param name 1 to 256 printable ASCII characters
 */
public record Slot(String name) {
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,256}");

  public Slot {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of a slot: " + name);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
