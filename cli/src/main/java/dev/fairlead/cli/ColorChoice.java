package dev.fairlead.cli;

import java.util.Iterator;
import java.util.List;

/** When to use colours. */
enum ColorChoice {
  NEVER,
  /** In a terminal that can show them, unless NO_COLOR is set. */
  AUTO,
  ALWAYS;

  boolean colors(Screen screen, CliSettings settings) {
    return switch (this) {
      case NEVER -> false;
      case ALWAYS -> true;
      case AUTO -> screen.terminal() && !settings.plain() && !settings.dumb();
    };
  }

  /** What shells complete. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("never", "auto", "always").iterator();
    }
  }
}
