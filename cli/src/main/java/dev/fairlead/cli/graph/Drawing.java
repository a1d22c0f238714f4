package dev.fairlead.cli.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An agenda as boxes and arrows.
 *
 * @param title one line above the picture
 * @param edges from what is waited for to what waits; indexes into the nodes
 */
public record Drawing(Optional<String> title, List<Node> nodes, List<Edge> edges) {
  public Drawing {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /**
   * An operation.
   *
   * @param attempts 0 before the first
   * @param time how long it ran, in words
   * @param code of its diagnostic, where something went wrong
   */
  public record Node(
      String name,
      String type,
      Standing standing,
      long attempts,
      Optional<String> time,
      Optional<String> code) {
    /** An operation that nobody was asked to do yet. */
    public static Node planned(String name, String type) {
      return new Node(name, type, Standing.PLANNED, 0, Optional.empty(), Optional.empty());
    }

    /** What stands in its box. */
    List<String> lines() {
      var lines = new ArrayList<>(List.of(name, type));
      if (standing != Standing.PLANNED) {
        lines.add(
            standing.label()
                + (attempts > 1 ? ", attempt " + attempts : "")
                + time.map(text -> " · " + text).orElse(""));
      }
      code.ifPresent(lines::add);
      return lines;
    }
  }

  /** One operation waits for another. */
  public record Edge(int from, int to, Kind kind) {
    /** Why it waits. */
    public enum Kind {
      /** It says so in {@code dependsOn}. */
      NAMED("dependsOn", "──▶"),
      /** A reference in its payload takes the other's result. */
      REFERENCE("reference", "┄┄▶"),
      /** Both. */
      BOTH("both", "━━▶");

      private final String label;
      private final String arrow;

      Kind(String label, String arrow) {
        this.label = label;
        this.arrow = arrow;
      }

      /** The arrow, drawn with letters. */
      String arrow() {
        return arrow;
      }

      String label() {
        return label;
      }

      /** The kind, where at least one of the two is so. */
      public static Kind of(boolean named, boolean referenced) {
        return named && referenced ? BOTH : referenced ? REFERENCE : NAMED;
      }
    }
  }

  /** The standings to be explained: none if there was no run. */
  List<Standing> standings() {
    return Arrays.stream(Standing.values())
        .filter(standing -> standing != Standing.PLANNED)
        .filter(standing -> nodes.stream().anyMatch(node -> node.standing() == standing))
        .toList();
  }

  /** The kinds of edges there are, unless all are of the kind that one would expect. */
  List<Edge.Kind> kindsToExplain() {
    var kinds =
        Arrays.stream(Edge.Kind.values())
            .filter(kind -> edges.stream().anyMatch(edge -> edge.kind() == kind))
            .toList();
    return kinds.equals(List.of(Edge.Kind.NAMED)) ? List.of() : kinds;
  }
}
