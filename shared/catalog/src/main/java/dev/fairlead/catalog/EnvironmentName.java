package dev.fairlead.catalog;

import java.util.regex.Pattern;

/** Name of an environment; every physical name carries it, so environments share nothing. */
public record EnvironmentName(String value) {
  /**
   * Letters of the longest name; with it, the longest physical names are still within AWS's limits.
   */
  public static final int MAX_LENGTH = 20;

  /** Key of the tag that everything of an environment carries, hosts included. */
  public static final String TAG = "fairlead:environment";

  /** What a name looks like. */
  public static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0," + (MAX_LENGTH - 1) + "}");

  /**
   * Takes only a good name.
   *
   * @throws IllegalArgumentException for any other
   */
  public EnvironmentName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "not a name of an environment: \"" + value + "\" does not match " + FORM);
    }
  }

  public static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  /** Of what is named by a path, that of the environment: {@code /fairlead/prod}. */
  public String path() {
    return "/fairlead/" + value;
  }

  /** The physical name of what the catalog calls {@code name}, or of a stack. */
  public String naming(String name) {
    return "fairlead-" + value + "-" + name;
  }
}
