package dev.fairlead.cli;

import dev.fairlead.cli.graph.Drawing;
import dev.fairlead.cli.graph.Drawing.Edge;
import dev.fairlead.cli.graph.Drawing.Node;
import dev.fairlead.cli.graph.Standing;
import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.AgendaGraph;
import dev.fairlead.core.agenda.ComponentWork;
import dev.fairlead.core.agenda.OperationSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An agenda, as a document or as a run, as a drawing. Cost: linear in operations and edges. */
final class AgendaDrawing {
  /** Longer names and codes would make one box push the others away. */
  private static final int MAX_LINE = 60;

  private AgendaDrawing() {}

  /** What a document asks for. */
  static Drawing of(AgendaDocument document) {
    var graph = AgendaGraph.of(document);
    var kinds = new Kinds(document.operations());
    var nodes = new ArrayList<Node>();
    var edges = new Edges(graph.operations(), kinds);
    for (var operation : document.operations()) {
      nodes.add(
          Node.planned(
              line(operation.name()),
              kind(operation.type(), operation.work().map(ComponentWork::subject))));
      edges.add(operation.name(), graph.dependencies(operation.name()));
    }
    return new Drawing(document.title().map(AgendaDrawing::line), nodes, edges.found);
  }

  /**
   * What became of an agenda so far.
   *
   * @param document tells why operations wait for each other; without it they were named
   */
  static Drawing of(AgendaView agenda, Optional<AgendaDocument> document, Instant now) {
    var kinds = new Kinds(document.map(AgendaDocument::operations).orElse(List.of()));
    var names = agenda.operations().stream().map(OperationView::name).toList();
    var edges = new Edges(names, kinds);
    var nodes = new ArrayList<Node>();
    for (var operation : agenda.operations()) {
      nodes.add(node(operation, now));
      edges.add(operation.name(), operation.dependsOn());
    }
    return new Drawing(Optional.of(title(agenda)), nodes, edges.found);
  }

  private static String title(AgendaView agenda) {
    return line(agenda.title().orElse("Agenda"))
        + " – "
        + ResultTable.label(agenda.outcome().orElse(agenda.state()))
        + agenda
            .makespanSeconds()
            .filter(_ -> agenda.isComplete())
            .map(time -> " in " + Durations.text(time))
            .orElse("");
  }

  private static Node node(OperationView operation, Instant now) {
    var standing = Standing.of(operation.state(), operation.outcome().orElse(""));
    return new Node(
        line(operation.name()),
        kind(operation.type(), operation.subject()),
        standing,
        operation.attempt(),
        operation.elapsed(now).map(Durations::text),
        // Of what was skipped it only says so once more.
        operation
            .diagnostic()
            .map(DiagnosticView::code)
            .filter(code -> !code.isEmpty() && !operation.outcome().equals(Optional.of(code)))
            .map(AgendaDrawing::line));
  }

  /** What is done, and by what. */
  private static String kind(String type, Optional<String> subject) {
    return line(subject.map(text -> text + " (" + type + ")").orElse(type));
  }

  private static String line(String text) {
    return Text.cut(Text.line(text), MAX_LINE, "…");
  }

  /** Why operations wait for others. Names count ignoring case. */
  private static final class Kinds {
    private final Map<String, Set<String>> named = new HashMap<>();
    private final Map<String, Set<String>> referenced = new HashMap<>();

    Kinds(List<OperationSpec> operations) {
      for (var operation : operations) {
        named.put(key(operation.name()), keys(operation.dependsOn()));
        referenced.put(key(operation.name()), keys(operation.referenced()));
      }
    }

    Edge.Kind of(String operation, String dependency) {
      return Edge.Kind.of(
          named.getOrDefault(key(operation), Set.of()).contains(key(dependency)),
          referenced.getOrDefault(key(operation), Set.of()).contains(key(dependency)));
    }

    private static Set<String> keys(Iterable<String> names) {
      var keys = new HashSet<String>();
      names.forEach(name -> keys.add(key(name)));
      return keys;
    }

    private static String key(String name) {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  /** Edges by the places of operations in the agenda. */
  private static final class Edges {
    private final Map<String, Integer> places = new HashMap<>();
    private final Kinds kinds;
    private final List<Edge> found = new ArrayList<>();

    Edges(List<String> names, Kinds kinds) {
      this.kinds = kinds;
      for (var name : names) {
        places.put(name, places.size());
      }
    }

    void add(String operation, List<String> dependencies) {
      for (var dependency : dependencies) {
        Integer from = places.get(dependency);
        Integer to = places.get(operation);
        if (from != null && to != null) {
          found.add(new Edge(from, to, kinds.of(operation, dependency)));
        }
      }
    }
  }
}
