package dev.fairlead.cdk;

import java.util.regex.Pattern;

/** Name of an environment; every physical name carries it, so environments share nothing. */
public record EnvironmentName(String value) {
  /**
   * Letters of the longest name; with it, the longest names below are still within AWS's limits.
   */
  static final int MAX_LENGTH = 20;

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0," + (MAX_LENGTH - 1) + "}");

  public EnvironmentName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a name of an environment: \"" + value + "\" does not match " + FORM);
    }
  }

  /** The physical name of what the catalog calls {@code name}. */
  String naming(String name) {
    return "fairlead-" + value + "-" + name;
  }
}
