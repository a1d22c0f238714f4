package dev.fairlead.core.imports;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import java.util.List;

/** What an import came to. */
public sealed interface ImportOutcome {
  /**
   * An agenda document that every rule of a submit holds for.
   *
   * @param dependencies edges between its operations
   * @param renamed operations that could not keep the name they came with, in document order
   * @param leftBehind what the document has no place for, in the order it was met
   * @param notes what else its author should know
   */
  record Imported(
      Json.Obj document,
      int dependencies,
      List<Renamed> renamed,
      List<LeftBehind> leftBehind,
      List<Note> notes)
      implements ImportOutcome {
    public Imported {
      notes = List.copyOf(notes);
      renamed = List.copyOf(renamed);
      leftBehind = List.copyOf(leftBehind);
    }
  }

  /**
   * It is not what it should be.
   *
   * @param problems at least one, by place in what was to be imported
   */
  record Refused(List<Problem> problems) implements ImportOutcome {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /** A name that our rules refuse, and what it became. */
  record Renamed(String from, String to) {}

  /**
   * What was decided about some things.
   *
   * @param what the beginning of a sentence
   * @param which at least one
   */
  record Note(String what, List<String> which) {
    public Note {
      which = List.copyOf(which);
    }
  }

  /**
   * A kind of thing that was not carried over.
   *
   * @param where whose field it is: {@code instance}, {@code workflow}, {@code tasks}
   * @param field its name there
   * @param count how many of it there were, 1 or more
   */
  record LeftBehind(String where, String field, int count) {}
}
