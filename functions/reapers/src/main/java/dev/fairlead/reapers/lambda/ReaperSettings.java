package dev.fairlead.reapers.lambda;

import dev.fairlead.catalog.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the data-object reaper is told of its environment.
 *
 * @param retention from an agenda's end to its deletion
 * @param dryRun whether to count only
 */
record ReaperSettings(Duration retention, boolean dryRun) {
  private static final int MAX_DAYS = 3650;

  /**
   * Reads every {@link Setting} of the reaper.
   *
   * @throws IllegalArgumentException naming every variable that is missing or malformed
   */
  static ReaperSettings fromEnvironment() {
    return from(System.getenv());
  }

  static ReaperSettings from(Map<String, String> variables) {
    var problems = new ArrayList<String>();
    int days = days(variables, problems);
    boolean dryRun = dryRun(variables, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The settings have problems: " + String.join("; ", problems));
    }
    return new ReaperSettings(Duration.ofDays(days), dryRun);
  }

  private static int days(Map<String, String> variables, List<String> problems) {
    String name = Setting.RETENTION_DAYS.variable();
    String value = variables.getOrDefault(name, "");
    int days = value.matches("[0-9]{1,4}") ? Integer.parseInt(value) : 0;
    if (days < 1 || days > MAX_DAYS) {
      problems.add(name + " is \"" + value + "\" but must be 1 to " + MAX_DAYS);
    }
    return days;
  }

  private static boolean dryRun(Map<String, String> variables, List<String> problems) {
    String name = Setting.REAPER_DRY_RUN.variable();
    String value = variables.getOrDefault(name, "");
    if (!List.of("true", "false").contains(value)) {
      problems.add(name + " is \"" + value + "\" but must be true or false");
    }
    return value.equals("true");
  }
}
