package dev.fairlead.bench.kill;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.local.process.ProcessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What the processes of an agenda noted themselves: the truth that the journal is held to. */
record Ledger(List<Note> starts, List<Note> ends) {
  /**
   * One start or end.
   *
   * @param group the process group, or what is no number where the system does not tell
   * @param birth when the process was started, in the system's own count
   */
  record Note(OperationKey key, int attempt, long pid, String group, String birth) {
    /** The process that noted this is still there, and is no other with its number. */
    boolean isAlive() {
      return ProcessTable.birth(pid).filter(now -> now.endsWith(":" + birth)).isPresent();
    }
  }

  Ledger {
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
  }

  /** Reads the file; none is an empty ledger. */
  static Ledger read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException none) {
      return new Ledger(List.of(), List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Ledger parse(String text) {
    var starts = new ArrayList<Note>();
    var ends = new ArrayList<Note>();
    text.lines()
        .map(line -> line.split(" ", -1))
        .forEach(words -> {
          var note =
              new Note(
                  OperationKey.parse(words[1]),
                  Integer.parseInt(words[2]),
                  Long.parseLong(words[3]),
                  words[4],
                  words[5]);
          (words[0].equals("start") ? starts : ends).add(note);
        });
    return new Ledger(starts, ends);
  }

  /** Processes that have started, have not ended, and are there. */
  List<Note> running() {
    var ended = new HashSet<>(ends);
    return starts.stream().filter(note -> !ended.contains(note)).filter(Note::isAlive).toList();
  }
}
