package dev.fairlead.cli;

import java.util.Iterator;
import java.util.List;

/** How a command shows its answer. */
enum OutputFormat {
  TABLE,
  JSON,
  YAML;

  /** What shells complete. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("table", "json", "yaml").iterator();
    }
  }
}
