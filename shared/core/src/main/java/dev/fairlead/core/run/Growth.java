package dev.fairlead.core.run;

import java.util.List;
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

  /** What an element is called. */
  static String elementName(String of, int index) {
    return of + "[" + index + "]";
  }
}
