package dev.fairlead.cli.graph;

import static java.util.stream.Collectors.joining;

import dev.fairlead.cli.graph.Drawing.Edge;
import dev.fairlead.cli.graph.Drawing.Node;
import java.util.ArrayList;
import java.util.List;

/** A digraph in the DOT language, for Graphviz and what else reads it. */
public final class DotNotation implements Notation {
  private static final String HEAD =
      """
        graph [rankdir=LR, bgcolor="transparent", fontname="%1$s", fontcolor="%2$s", labelloc=t]
        node [fontname="%1$s", fontsize=11, style=filled, color="%2$s", penwidth=1.5]
        edge [color="%2$s"]
      """
          .formatted("Helvetica,Arial,sans-serif", Standing.STROKE);

  @Override
  public Sheet write(Drawing drawing) {
    var text = new StringBuilder("digraph agenda {\n").append(HEAD);
    drawing
        .title()
        .ifPresent(title -> text.append("  label=").append(quoted(List.of(title))).append('\n'));
    for (int i = 0; i < drawing.nodes().size(); i++) {
      Node node = drawing.nodes().get(i);
      text.append("  n").append(i).append(box(node.lines(), node.standing())).append('\n');
    }
    for (var edge : drawing.edges()) {
      text.append("  n").append(edge.from()).append(" -> n").append(edge.to());
      text.append(style(edge.kind())).append('\n');
    }
    legend(drawing, text);
    return new Sheet(text.append("}\n").toString(), List.of());
  }

  /** One box of its own: what is in it is ours, so it may be in HTML. */
  private static void legend(Drawing drawing, StringBuilder text) {
    var rows = new ArrayList<String>();
    for (var standing : drawing.standings()) {
      rows.add(
          "<td bgcolor=\"%s\"><font color=\"%s\">%s</font></td>"
              .formatted(standing.fill(), standing.ink(), standing.label()));
    }
    for (var kind : drawing.kindsToExplain()) {
      rows.add("<td align=\"left\">" + kind.arrow() + " " + kind.label() + "</td>");
    }
    if (rows.isEmpty()) {
      return;
    }
    text.append("  legend [shape=plain, style=\"\", fontcolor=\"").append(Standing.STROKE);
    text.append("\", label=<<table border=\"1\" cellborder=\"0\" cellspacing=\"3\">\n");
    rows.forEach(row -> text.append("    <tr>").append(row).append("</tr>\n"));
    text.append("  </table>>]\n");
  }

  private static String box(List<String> lines, Standing standing) {
    var shape =
        switch (standing.outline()) {
          case ROUND -> "shape=box, style=\"filled,rounded\"";
          case DOUBLE -> "shape=box, peripheries=2";
          case BOX -> "shape=box";
          case CORNERED -> "shape=box, style=\"filled,diagonals\"";
          case DASHED -> "shape=box, style=\"filled,rounded,dashed\"";
        };
    return " [label="
        + quoted(lines)
        + ", "
        + shape
        + ", fillcolor=\""
        + standing.fill()
        + "\", fontcolor=\""
        + standing.ink()
        + "\"]";
  }

  private static String style(Edge.Kind kind) {
    return switch (kind) {
      case NAMED -> "";
      case REFERENCE -> " [style=dashed]";
      case BOTH -> " [style=bold]";
    };
  }

  /**
   * Lines as one label. Graphviz reads three languages in it: the string's, its own escapes, and
   * HTML's entities.
   */
  private static String quoted(List<String> lines) {
    return lines.stream().map(DotNotation::escaped).collect(joining("\\n", "\"", "\""));
  }

  private static String escaped(String text) {
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '"' -> safe.append("\\\"");
            case '\\' -> safe.append("\\\\");
            case '&' -> safe.append("&amp;");
            default -> safe.appendCodePoint(Character.isISOControl(point) ? ' ' : point);
          }
        });
    return safe.toString();
  }
}
