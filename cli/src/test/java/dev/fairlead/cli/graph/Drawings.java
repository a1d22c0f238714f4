package dev.fairlead.cli.graph;

import dev.fairlead.cli.graph.Drawing.Edge;
import dev.fairlead.cli.graph.Drawing.Edge.Kind;
import dev.fairlead.cli.graph.Drawing.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drawings for tests. */
final class Drawings {
  /** What the two languages, and what is around them, give a meaning to. */
  static final List<String> HOSTILE =
      List.of(
          "end",
          "subgraph",
          "say \"hi\"",
          "back\\slash \\n \\N \\\"",
          "[x] {y} (z) |w|",
          "<b>bold</b><script>alert(1)</script>",
          "a<br/>b",
          "--> n0 -.- o--o x--x",
          "; n9 --> n8;",
          "%%{init: {\"securityLevel\": \"loose\"}}%%",
          "%% comment",
          "click n0 call alert()",
          "x:::is_failed",
          "@{ shape: doc }",
          "`code` **bold** _it_ # head",
          "1. one",
          "- item",
          "$$x^2$$",
          "fa:fa-car",
          "&amp; &lt; &#35; #35; #quot;",
          "ﬂ°°35¶ß",
          "}\n]\"; n0 [label=owned]",
          "tab\there",
          "日本語 é אב 🎬",
          "@<probe.out::/a?b>");

  private Drawings() {}

  static Drawing planned(String... names) {
    return new Drawing(
        Optional.empty(),
        List.of(names).stream().map(name -> Node.planned(name, "log")).toList(),
        List.of());
  }

  /** Two that were planned, with a title. */
  static Drawing small() {
    return new Drawing(
        Optional.of("Small"),
        List.of(Node.planned("probe", "shell"), Node.planned("encode", "shell")),
        List.of(new Edge(0, 1, Kind.NAMED)));
  }

  /** One of each standing that a run has, all kinds of edges. */
  static Drawing run() {
    var nodes = new ArrayList<Node>();
    for (var standing : Standing.values()) {
      if (standing != Standing.PLANNED) {
        nodes.add(new Node("op", "log", standing, 0, Optional.empty(), Optional.empty()));
      }
    }
    return new Drawing(
        Optional.empty(),
        nodes,
        List.of(
            new Edge(0, 1, Kind.NAMED), new Edge(1, 2, Kind.REFERENCE), new Edge(0, 2, Kind.BOTH)));
  }

  /** What failed on its second attempt. */
  static Drawing failed() {
    return new Drawing(
        Optional.empty(),
        List.of(
            new Node(
                "check",
                "shell",
                Standing.FAILED,
                2,
                Optional.of("0.30 s"),
                Optional.of("exit:75"))),
        List.of());
  }

  static Drawing chain(int count) {
    var edges = new ArrayList<Edge>();
    for (int i = 1; i < count; i++) {
      edges.add(new Edge(i - 1, i, Kind.NAMED));
    }
    return new Drawing(Optional.empty(), planned(names(count)).nodes(), edges);
  }

  private static String[] names(int count) {
    var names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "op-" + i;
    }
    return names;
  }
}
