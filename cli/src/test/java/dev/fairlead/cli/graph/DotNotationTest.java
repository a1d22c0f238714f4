package dev.fairlead.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DotNotationTest {
  private final Notation dot = new DotNotation();

  @Test
  void drawsADocumentWithoutALegend() {
    assertThat(dot.write(Drawings.small()).text())
        .isEqualTo(
            """
            digraph agenda {
              graph [rankdir=LR, bgcolor="transparent", fontname="Helvetica,Arial,sans-serif", \
            fontcolor="#767676", labelloc=t]
              node [fontname="Helvetica,Arial,sans-serif", fontsize=11, style=filled, \
            color="#767676", penwidth=1.5]
              edge [color="#767676"]
              label="Small"
              n0 [label="probe\\nshell", shape=box, style="filled,rounded", \
            fillcolor="#f2f2f2", fontcolor="#000000"]
              n1 [label="encode\\nshell", shape=box, style="filled,rounded", \
            fillcolor="#f2f2f2", fontcolor="#000000"]
              n0 -> n1
            }
            """);
  }

  @Test
  void drawsEveryStandingByShapeSignWordAndColour() {
    var text = dot.write(Drawings.run()).text();

    assertThat(text.lines().filter(line -> line.startsWith("  n")).skip(1))
        .containsExactly(
            box(0, "· waiting", "style=\"filled,rounded\"", "#dddddd", "#000000"),
            box(1, "◇ ready", "style=\"filled,rounded\"", "#f0e442", "#000000"),
            box(2, "◈ leasing", "style=\"filled,rounded\"", "#e69f00", "#000000"),
            box(3, "▶ executing", "peripheries=2", "#56b4e9", "#000000"),
            box(4, "✔ succeeded", "", "#009e73", "#000000"),
            box(5, "✘ failed", "style=\"filled,diagonals\"", "#d55e00", "#000000"),
            box(6, "⏱ timed out", "style=\"filled,diagonals\"", "#882255", "#ffffff"),
            box(7, "○ skipped", "style=\"filled,rounded,dashed\"", "#ffffff", "#000000"),
            box(8, "⊘ cancelled", "style=\"filled,rounded,dashed\"", "#cc79a7", "#000000"),
            box(9, "? unknown", "style=\"filled,rounded\"", "#ffffff", "#000000"),
            "  n0 -> n1",
            "  n1 -> n2 [style=dashed]",
            "  n0 -> n2 [style=bold]");
    assertThat(text)
        .contains(
            """
              legend [shape=plain, style="", fontcolor="#767676", \
            label=<<table border="1" cellborder="0" cellspacing="3">
                <tr><td bgcolor="#dddddd"><font color="#000000">· waiting</font></td></tr>
            """,
            """
                <tr><td align="left">──▶ dependsOn</td></tr>
                <tr><td align="left">┄┄▶ reference</td></tr>
                <tr><td align="left">━━▶ both</td></tr>
              </table>>]
            }
            """);
  }

  @Test
  void saysHowLongItTookAndWhatWentWrong() {
    assertThat(dot.write(Drawings.failed()).text())
        .contains("n0 [label=\"check\\nshell\\n✘ failed, attempt 2 · 0.30 s\\nexit:75\"");
  }

  @Test
  void showsEveryNameAsItIs() {
    for (var name : Drawings.HOSTILE) {
      var lines = dot.write(Drawings.planned(name)).text().lines().toList();

      assertThat(lines).as(name).hasSize(6);
      assertThat(shown(lines.get(4), "  n0 [label="))
          .isEqualTo(name.replaceAll("[\\n\\t]", " ") + "\nlog");
    }
  }

  @Test
  void showsATitleAsItIs() {
    for (var title : Drawings.HOSTILE) {
      var drawing = new Drawing(Optional.of(title), List.of(), List.of());

      assertThat(shown(dot.write(drawing).text().lines().toList().get(4), "  label="))
          .isEqualTo(title.replaceAll("[\\n\\t]", " "));
    }
  }

  @Test
  void drawsAsMuchAsThereIs() {
    var sheet = dot.write(Drawings.chain(10_000));

    assertThat(sheet.warnings()).isEmpty();
    assertThat(sheet.text()).contains("  n9998 -> n9999\n").endsWith("}\n");
  }

  private static String box(int index, String remark, String style, String fill, String ink) {
    return "  n%d [label=\"op\\nlog\\n%s\", shape=box%s, fillcolor=\"%s\", fontcolor=\"%s\"]"
        .formatted(index, remark, style.isEmpty() ? "" : ", " + style, fill, ink);
  }

  /** Reads the string after a beginning as Graphviz does: quotes, then escapes, then entities. */
  private static String shown(String line, String beginning) {
    assertThat(line).startsWith(beginning + "\"");
    var text = new StringBuilder();
    int i = beginning.length() + 1;
    while (line.charAt(i) != '"') {
      char c = line.charAt(i++);
      if (c == '\\') {
        char escaped = line.charAt(i++);
        assertThat(escaped).isIn('\\', '"', 'n');
        text.append(escaped == 'n' ? '\n' : escaped);
      } else {
        text.append(c);
      }
    }
    assertThat(text.toString().replace("&amp;", "")).doesNotContain("&");
    return text.toString().replace("&amp;", "&");
  }
}
