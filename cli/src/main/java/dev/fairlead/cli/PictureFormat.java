package dev.fairlead.cli;

import dev.fairlead.cli.graph.DotNotation;
import dev.fairlead.cli.graph.MermaidNotation;
import dev.fairlead.cli.graph.Notation;
import java.util.Iterator;
import java.util.List;

/** How an agenda is drawn. */
enum PictureFormat {
  MERMAID,
  DOT;

  Notation notation() {
    return switch (this) {
      case MERMAID -> new MermaidNotation();
      case DOT -> new DotNotation();
    };
  }

  /** What shells complete. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("mermaid", "dot").iterator();
    }
  }
}
