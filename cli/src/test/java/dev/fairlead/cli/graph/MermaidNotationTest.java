package dev.fairlead.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MermaidNotationTest {
  private static final Pattern NUMBER = Pattern.compile("#([0-9]+);");

  private final Notation mermaid = new MermaidNotation();

  @Test
  void drawsADocumentWithoutALegend() {
    assertThat(mermaid.write(Drawings.small()).text())
        .isEqualTo(
            """
            ---
            title: "Small"
            ---
            flowchart LR
              n0("probe<br/>shell"):::is_planned
              n1("encode<br/>shell"):::is_planned
              n0 --> n1
              classDef is_planned fill:#f2f2f2,color:#000000,stroke:#767676,stroke-width:2px
            """);
  }

  @Test
  void drawsEveryStandingByShapeSignWordAndColour() {
    assertThat(mermaid.write(Drawings.run()).text())
        .isEqualTo(
            """
            flowchart LR
              n0("op<br/>log<br/>#183; waiting"):::is_waiting
              n1("op<br/>log<br/>#9671; ready"):::is_ready
              n2("op<br/>log<br/>#9672; leasing"):::is_leasing
              n3[["op<br/>log<br/>#9654; executing"]]:::is_executing
              n4["op<br/>log<br/>#10004; succeeded"]:::is_succeeded
              n5{{"op<br/>log<br/>#10008; failed"}}:::is_failed
              n6{{"op<br/>log<br/>#9201; timed out"}}:::is_timed_out
              n7("op<br/>log<br/>#9675; skipped"):::is_skipped
              n8("op<br/>log<br/>#8856; cancelled"):::is_cancelled
              n9("op<br/>log<br/>#63; unknown"):::is_unknown
              n0 --> n1
              n1 -.-> n2
              n0 ==> n2
              legend0["Legend"]:::legend ~~~ l_is_waiting("#183; waiting"):::is_waiting ~~~ \
            l_is_ready("#9671; ready"):::is_ready ~~~ \
            l_is_leasing("#9672; leasing"):::is_leasing ~~~ \
            l_is_executing[["#9654; executing"]]:::is_executing
              legend4[" "]:::legend ~~~ l_is_succeeded["#10004; succeeded"]:::is_succeeded ~~~ \
            l_is_failed{{"#10008; failed"}}:::is_failed ~~~ \
            l_is_timed_out{{"#9201; timed out"}}:::is_timed_out ~~~ \
            l_is_skipped("#9675; skipped"):::is_skipped
              legend8[" "]:::legend ~~~ l_is_cancelled("#8856; cancelled"):::is_cancelled ~~~ \
            l_is_unknown("#63; unknown"):::is_unknown
              a0["dependsOn#58;"]:::legend --> a1["reference#58;"]:::legend -.-> \
            a2["both#58;"]:::legend ==> a_end[" "]:::legend
              classDef legend fill:none,stroke:none
              classDef is_waiting fill:#dddddd,color:#000000,stroke:#767676,stroke-width:2px
              classDef is_ready fill:#f0e442,color:#000000,stroke:#767676,stroke-width:2px
              classDef is_leasing fill:#e69f00,color:#000000,stroke:#767676,stroke-width:2px
              classDef is_executing fill:#56b4e9,color:#000000,stroke:#767676,stroke-width:2px
              classDef is_succeeded fill:#009e73,color:#000000,stroke:#767676,stroke-width:2px
              classDef is_failed fill:#d55e00,color:#000000,stroke:#767676,stroke-width:2px
              classDef is_timed_out fill:#882255,color:#ffffff,stroke:#767676,stroke-width:2px
              classDef is_skipped fill:#ffffff,color:#000000,stroke:#767676,stroke-width:2px,\
            stroke-dasharray:5 4
              classDef is_cancelled fill:#cc79a7,color:#000000,stroke:#767676,stroke-width:2px,\
            stroke-dasharray:5 4
              classDef is_unknown fill:#ffffff,color:#000000,stroke:#767676,stroke-width:2px
            """);
  }

  @Test
  void saysHowLongItTookAndWhatWentWrong() {
    assertThat(mermaid.write(Drawings.failed()).text())
        .contains(
            "n0{{\"check<br/>shell<br/>#10008; failed, attempt 2 #183; 0.30 s<br/>exit#58;75\"}}");
  }

  @Test
  void showsEveryNameAsItIs() {
    for (var name : Drawings.HOSTILE) {
      var label = label(name);

      assertThat(NUMBER.matcher(label).replaceAll(""))
          .as("nothing that Mermaid reads in %s", name)
          .matches("[\\p{L}\\p{Nd} ,.()]*");
      assertThat(shown(label)).isEqualTo(name.replaceAll("[\\n\\t]", " "));
    }
  }

  @Test
  void breaksUpWhatWouldBeMarkupOnceTheNumbersArePutBack() {
    assertThat(List.of("$$x$$", "a\\nb", "fa:fa-car", "ﬂ°lt¶ß"))
        .map(name -> decoded(label(name)))
        .noneMatch(text -> text.matches(".*(\\$\\$|\\\\n|:fa-|ﬂ°|¶ß).*"));
  }

  @Test
  void keepsATitleOnItsLine() {
    var title = "---\nconfig: {x: \"y\"} <b>&</b>";

    assertThat(mermaid.write(new Drawing(Optional.of(title), List.of(), List.of())).text())
        .isEqualTo(
            """
            ---
            title: "---\\nconfig: {x: \\"y\\"} ‹b›&‹/b›"
            ---
            flowchart LR
            """);
  }

  @Test
  void warnsOfWhatMermaidDoesNotDraw() {
    assertThat(mermaid.write(Drawings.chain(501)).warnings()).isEmpty();
    assertThat(mermaid.write(Drawings.chain(502)).warnings())
        .containsExactly(
            "Mermaid draws at most 500 edges unless the page raises its maxEdges; these are 501.");
    assertThat(mermaid.write(Drawings.chain(2000)).warnings())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("Mermaid reads at most 50000 characters");
  }

  private String label(String name) {
    var lines = mermaid.write(Drawings.planned(name)).text().lines().toList();
    assertThat(lines).hasSize(3);
    var node = lines.get(1);
    assertThat(node).startsWith("  n0(\"").endsWith("<br/>log\"):::is_planned");
    return node.substring(6, node.indexOf("<br/>log"));
  }

  private static String shown(String label) {
    return decoded(label).replace("\u2060", "");
  }

  private static String decoded(String label) {
    return NUMBER
        .matcher(label)
        .replaceAll(number ->
            Matcher.quoteReplacement(Character.toString(Integer.parseInt(number.group(1)))));
  }
}
