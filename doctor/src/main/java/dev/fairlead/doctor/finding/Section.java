package dev.fairlead.doctor.finding;

import java.util.List;

/**
 * What was found in one place.
 *
 * @param title the place, as in {@code Environment try in eu-central-1}
 * @param reached whether the place answered at all; without that nothing is known of it
 */
public record Section(String title, boolean reached, List<Finding> findings) {
  public Section {
    title = OneLine.of(title);
    findings = List.copyOf(findings);
  }

  /** Of a place that answered. */
  public static Section reached(String title, List<Finding> findings) {
    return new Section(title, true, findings);
  }

  /** Of a place that did not. */
  public static Section unreached(String title, Finding why) {
    return new Section(title, false, List.of(why));
  }
}
