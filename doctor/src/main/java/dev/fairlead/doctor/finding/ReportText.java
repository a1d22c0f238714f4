package dev.fairlead.doctor.finding;

import java.util.ArrayList;
import java.util.List;

/**
 * A report for people, a line a finding and, where something is to be done, a line for that.
 *
 * @param colored whether colour escapes may be written
 * @param unicode whether more than ASCII may be written
 * @param columns how wide a line may be; what is longer goes on below its own column
 */
public record ReportText(boolean colored, boolean unicode, int columns) {
  private static final int LEVEL_COLUMNS = "problem".length();
  private static final int MOST_ABOUT_COLUMNS = 32;

  /** Below this there is no room beside the columns, and lines are left to the terminal. */
  private static final int FEWEST_TEXT_COLUMNS = 20;

  /** The lines, the last of which sums up. */
  public List<String> lines(Report report) {
    var lines = new ArrayList<String>();
    for (Section section : report.sections()) {
      lines.add(bold(section.title()));
      int about =
          section.findings().stream().mapToInt(finding -> finding.about().length()).max().orElse(0);
      for (Finding finding : section.findings()) {
        add(lines, finding, Math.min(about, MOST_ABOUT_COLUMNS));
      }
      lines.add("");
    }
    lines.add(summary(report));
    return lines;
  }

  private void add(List<String> lines, Finding finding, int aboutColumns) {
    String head =
        "  "
            + paint(finding.level(), pad(finding.level().word(), LEVEL_COLUMNS))
            + "  "
            + pad(finding.about(), aboutColumns)
            + "  ";
    int indent = 2 + LEVEL_COLUMNS + 2 + Math.max(aboutColumns, finding.about().length()) + 2;
    append(lines, head, finding.says(), indent);
    String arrow = unicode ? "→ " : "-> ";
    finding
        .next()
        .ifPresent(next ->
            append(
                lines,
                " ".repeat(2 + LEVEL_COLUMNS + 2) + arrow,
                next,
                2 + LEVEL_COLUMNS + 2 + arrow.length()));
  }

  private void append(List<String> lines, String head, String text, int indent) {
    boolean fits = columns - indent >= FEWEST_TEXT_COLUMNS;
    List<String> parts = fits ? wrapped(text, columns - indent) : List.of(text);
    lines.add(head + parts.getFirst());
    for (String part : parts.subList(1, parts.size())) {
      lines.add(" ".repeat(indent) + part);
    }
  }

  /** At spaces; a longer word is left whole, so that it can be copied. */
  private static List<String> wrapped(String text, int width) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!part.isEmpty() && part.length() + 1 + word.length() > width) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : " ").append(word);
    }
    parts.add(part.toString());
    return parts;
  }

  private static String summary(Report report) {
    return "%d ok, %s, %s"
        .formatted(
            report.count(Level.OK),
            counted(report.count(Level.WARNING), "warning"),
            counted(report.count(Level.PROBLEM), "problem"));
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private String paint(Level level, String text) {
    return escape(
        switch (level) {
          case OK -> "32";
          case WARNING -> "33";
          case PROBLEM -> "31";
        },
        text);
  }

  private String bold(String text) {
    return escape("1", text);
  }

  private String escape(String code, String text) {
    return colored ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
