package dev.fairlead.cli;

import static java.util.stream.Collectors.joining;

import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.imports.ImportOutcome.LeftBehind;
import dev.fairlead.core.imports.ImportOutcome.Note;
import dev.fairlead.core.imports.ImportOutcome.Renamed;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What became of an import, in lines: what was made, what was renamed, what was left behind. */
final class ImportReport {
  private static final int MAX_RENAMED = 5;
  private static final int MAX_SHOWN = 10;

  private final Imported imported;

  ImportReport(Imported imported) {
    this.imported = imported;
  }

  /**
   * The lines.
   *
   * @param done what was done, a sentence without its end
   */
  List<String> lines(String done) {
    var lines = new ArrayList<String>();
    int operations =
        imported.document().field("operations").orElse(Json.NULL) instanceof Json.Arr all
            ? all.items().size()
            : 0;
    lines.add(
        done
            + ": "
            + counted(operations, "operation", "operations")
            + ", "
            + counted(imported.dependencies(), "dependency", "dependencies")
            + ".");
    if (!imported.renamed().isEmpty()) {
      lines.add(
          "Renamed, because names of operations differ in more than case, have at most 256"
              + " characters, no control characters and no blanks at their ends:");
      imported.renamed().stream().limit(MAX_RENAMED).map(ImportReport::line).forEach(lines::add);
      int more = imported.renamed().size() - MAX_RENAMED;
      if (more > 0) {
        lines.add("  and " + more + " more");
      }
    }
    for (var note : imported.notes()) {
      lines.add(note.what() + ": " + which(note) + ".");
    }
    if (!imported.leftBehind().isEmpty()) {
      lines.add("What an agenda has no place for is not carried over:");
      var byPlace = new LinkedHashMap<String, List<String>>();
      for (var left : imported.leftBehind()) {
        byPlace.computeIfAbsent(left.where(), _ -> new ArrayList<>()).add(line(left));
      }
      byPlace.forEach(
          (where, fields) -> lines.add("  " + Text.pad(where, 14) + String.join(", ", fields)));
    }
    return lines;
  }

  private static String which(Note note) {
    var shown = note.which().stream().limit(MAX_SHOWN).map(Text::line).collect(joining(", "));
    int more = note.which().size() - MAX_SHOWN;
    return shown + (more > 0 ? " and " + more + " more" : "");
  }

  private static String line(Renamed renamed) {
    return "  " + Text.line(renamed.from()) + " -> " + Text.line(renamed.to());
  }

  private static String line(LeftBehind left) {
    return Text.line(left.field()) + (left.count() == 1 ? "" : " (" + left.count() + ")");
  }

  private static String counted(int count, String one, String more) {
    return count + " " + (count == 1 ? one : more);
  }
}
