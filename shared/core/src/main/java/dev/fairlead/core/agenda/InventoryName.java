package dev.fairlead.core.agenda;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a customer calls an inventory: 1 to 64 letters, digits, dots, underscores, dashes. */
public record InventoryName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * Takes only a good name.
   *
   * @throws IllegalArgumentException for any other
   */
  public InventoryName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an inventory's name: " + value);
    }
  }

  /** The name, if the text is one. */
  public static Optional<InventoryName> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new InventoryName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
