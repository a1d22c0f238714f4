package dev.fairlead.cli.graph;

import static java.util.stream.Collectors.joining;

import dev.fairlead.cli.graph.Drawing.Edge;
import dev.fairlead.cli.graph.Drawing.Node;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.List;

/** A Mermaid flowchart, as Markdown pages show it. */
public final class MermaidNotation implements Notation {
  /** Mermaid's own limits; a diagram can't raise them, only the page that shows it. */
  static final int MAX_EDGES = 500;

  static final int MAX_TEXT = 50_000;

  private static final int LEGEND_COLUMNS = 4;

  /** What may stand in a label as it is. Mermaid gives a meaning to nearly everything else. */
  private static final String PLAIN = " ,.()";

  /** Has no width and breaks no line. */
  private static final String NOTHING = "#8288;";

  @Override
  public Sheet write(Drawing drawing) {
    var text = new StringBuilder();
    // JSON is YAML, and holds any title on one line.
    drawing
        .title()
        .ifPresent(title ->
            text.append("---\ntitle: ")
                .append(JsonText.write(Json.of(withoutTags(title))))
                .append("\n---\n"));
    text.append("flowchart LR\n");
    for (int i = 0; i < drawing.nodes().size(); i++) {
      text.append("  ").append(node("n" + i, drawing.nodes().get(i))).append('\n');
    }
    for (var edge : drawing.edges()) {
      text.append("  n").append(edge.from()).append(arrow(edge.kind())).append('n');
      text.append(edge.to()).append('\n');
    }
    legend(drawing, text);
    for (var standing : Standing.values()) {
      if (drawing.nodes().stream().anyMatch(node -> node.standing() == standing)) {
        text.append("  ").append(definition(standing)).append('\n');
      }
    }
    return new Sheet(text.toString(), warnings(drawing, text.length()));
  }

  /**
   * Rows of loose nodes: the standings, and each kind of arrow after its name. A frame around them
   * would be laid out as one wide node, and would drive the operations apart.
   */
  private static void legend(Drawing drawing, StringBuilder text) {
    var standings = drawing.standings();
    for (int from = 0; from < standings.size(); from += LEGEND_COLUMNS) {
      var row = standings.subList(from, Math.min(standings.size(), from + LEGEND_COLUMNS));
      text.append("  legend").append(from).append("[\"").append(from == 0 ? "Legend" : " ");
      text.append("\"]:::legend");
      for (var standing : row) {
        // An invisible edge: it keeps them side by side.
        text.append(" ~~~ l_").append(name(standing));
        text.append(outlined(standing, escaped(standing.label())));
      }
      text.append('\n');
    }
    var kinds = drawing.kindsToExplain();
    for (int i = 0; i < kinds.size(); i++) {
      text.append(i == 0 ? "  " : "").append('a').append(i);
      text.append("[\"").append(kinds.get(i).label()).append("#58;\"]:::legend");
      text.append(arrow(kinds.get(i)));
      text.append(i == kinds.size() - 1 ? "a_end[\" \"]:::legend\n" : "");
    }
    if (!standings.isEmpty() || !kinds.isEmpty()) {
      text.append("  classDef legend fill:none,stroke:none\n");
    }
  }

  private static String node(String id, Node node) {
    var label = node.lines().stream().map(MermaidNotation::escaped).collect(joining("<br/>"));
    return id + outlined(node.standing(), label);
  }

  private static String outlined(Standing standing, String label) {
    var quoted = "\"" + label + "\"";
    var shape =
        switch (standing.outline()) {
          case ROUND, DASHED -> "(" + quoted + ")";
          case DOUBLE -> "[[" + quoted + "]]";
          case BOX -> "[" + quoted + "]";
          case CORNERED -> "{{" + quoted + "}}";
        };
    return shape + ":::" + name(standing);
  }

  private static String definition(Standing standing) {
    return "classDef "
        + name(standing)
        + " fill:"
        + standing.fill()
        + ",color:"
        + standing.ink()
        + ",stroke:"
        + Standing.STROKE
        + ",stroke-width:2px"
        + (standing.outline() == Standing.Outline.DASHED ? ",stroke-dasharray:5 4" : "");
  }

  /** A name of ours that Mermaid has no use for. */
  private static String name(Standing standing) {
    return "is_" + standing.word().replace(' ', '_');
  }

  private static String arrow(Edge.Kind kind) {
    return switch (kind) {
      case NAMED -> " --> ";
      case REFERENCE -> " -.-> ";
      case BOTH -> " ==> ";
    };
  }

  /** Letters and digits as they are, all else by number: nothing in it can be taken for markup. */
  private static String escaped(String text) {
    var safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (Character.isISOControl(point)) {
        safe.append(' ');
      } else if (Character.isLetterOrDigit(point) || PLAIN.indexOf(point) >= 0) {
        safe.appendCodePoint(point);
      } else {
        safe.append('#').append(point).append(';');
      }
      if (isMarkup(point, text, i)) {
        safe.append(NOTHING);
      }
    }
    return safe.toString();
  }

  /**
   * Whether Mermaid would still find a meaning after it has put the numbered characters back: a
   * line break, a formula, an icon, its own marks of a numbered character.
   */
  private static boolean isMarkup(int point, String text, int next) {
    return switch (point) {
      case '\\' -> text.startsWith("n", next);
      case '$' -> text.startsWith("$", next);
      case ':' -> text.startsWith("fa-", next);
      case '\ufb02' -> text.startsWith("°", next);
      case '¶' -> text.startsWith("ß", next);
      default -> false;
    };
  }

  /** Of a title, Mermaid drops tags and then shows entities; so no bracket may begin one. */
  private static String withoutTags(String title) {
    return title.replace('<', '‹').replace('>', '›');
  }

  private static int legendEdges(Drawing drawing) {
    return drawing.standings().size() + drawing.kindsToExplain().size();
  }

  private static List<String> warnings(Drawing drawing, int length) {
    var warnings = new ArrayList<String>();
    int edges = drawing.edges().size() + legendEdges(drawing);
    if (edges > MAX_EDGES) {
      warnings.add(
          "Mermaid draws at most "
              + MAX_EDGES
              + " edges unless the page raises its maxEdges; these are "
              + edges
              + ".");
    }
    if (length > MAX_TEXT) {
      warnings.add(
          "Mermaid reads at most "
              + MAX_TEXT
              + " characters unless the page raises its maxTextSize; these are "
              + length
              + ".");
    }
    return warnings;
  }
}
