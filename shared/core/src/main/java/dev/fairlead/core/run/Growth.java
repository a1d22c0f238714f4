package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Operations that an agenda got while it ran, beside those of its document. */
public sealed interface Growth {
  /** The operation they came from. */
  String by();

  /** Their names, in order. */
  List<String> names();

  /**
   * One for each item of a list.
   *
   * @param items the list
   */
  record Elements(String by, int count, Output items) implements Growth {
    @Override
    public List<String> names() {
      return IntStream.range(0, count).mapToObj(index -> elementName(by, index)).toList();
    }
  }

  /** Those that an operation's result lists. */
  record Generated(String by, List<String> names) implements Growth {
    public Generated {
      names = List.copyOf(names);
    }
  }

  /**
   * Those that an attempt asked for beside itself.
   *
   * @param taken the names that it gives them
   * @param refused the others, each with its problems as JSON: {@code [{path, code, message}]}
   * @param asked what was asked, by those names; there may be more in it
   */
  record Dependents(
      String by, int attempt, List<String> taken, SortedMap<String, Json> refused, Output asked)
      implements Growth {
    public Dependents {
      taken = List.copyOf(taken);
      refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    }

    @Override
    public List<String> names() {
      return taken.stream().map(name -> Expansion.Dependent.nameOf(by, name)).toList();
    }
  }

  /** Whether what another one brought goes when this one comes. */
  default boolean replaces(Growth other) {
    if (!by().equals(other.by())) {
      return false;
    }
    return switch (this) {
      case Elements _, Generated _ -> !(other instanceof Dependents);
      case Dependents asked ->
          other instanceof Dependents earlier && earlier.attempt() < asked.attempt();
    };
  }

  /** What an element is called. */
  static String elementName(String of, int index) {
    return of + "[" + index + "]";
  }
}
