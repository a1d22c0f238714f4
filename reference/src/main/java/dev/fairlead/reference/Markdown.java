package dev.fairlead.reference;

import java.util.List;

/** A page in the making. */
final class Markdown {
  private final String name;
  private final String about;
  private final StringBuilder text = new StringBuilder();

  Markdown(String name, String about) {
    this.name = name;
    this.about = about;
  }

  Markdown line(String line) {
    text.append(line).append('\n');
    return this;
  }

  Markdown section(String title) {
    return line("").line("## " + title).line("");
  }

  Markdown paragraph(String paragraph) {
    return line("").line(paragraph);
  }

  Markdown header(String... cells) {
    row(cells);
    return line("|" + "---|".repeat(cells.length));
  }

  /** A row of a table; a cell may hold what would end it. */
  Markdown row(String... cells) {
    return row(List.of(cells));
  }

  Markdown row(List<String> cells) {
    return line("| " + String.join(" | ", cells.stream().map(Markdown::cell).toList()) + " |");
  }

  private static String cell(String text) {
    return text.isEmpty() ? "-" : text.replace("|", "\\|").replace("\n", " ");
  }

  Page page() {
    return new Page(name, about, text.toString());
  }

  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  static String link(String text, String target) {
    return "[" + text + "](" + target + ")";
  }
}
