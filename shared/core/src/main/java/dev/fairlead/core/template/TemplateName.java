package dev.fairlead.core.template;

import java.util.regex.Pattern;

/** A template of a customer. 1 to 64 of {@code a-z A-Z 0-9 . _ -}, so that it is safe in keys. */
public record TemplateName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public TemplateName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a template's name: " + value);
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
