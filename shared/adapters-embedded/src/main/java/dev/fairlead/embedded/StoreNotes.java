package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/** What the store says about itself: its format, how often it was opened, its indexes. */
final class StoreNotes {
  private static final int FORMAT = 1;
  private static final String FORMAT_NOTE = "format";
  private static final String OPENED_NOTE = "opened";

  private final MVMap<byte[], byte[]> notes;

  private StoreNotes(MVMap<byte[], byte[]> notes) {
    this.notes = notes;
  }

  /**
   * Reads the notes and counts one opening more.
   *
   * @throws PortException {@code CORRUPT} if a later release wrote the store
   */
  static StoreNotes open(Engine engine) {
    var notes = new StoreNotes(engine.map("about"));
    engine.change(() -> {
      long format = notes.whole(FORMAT_NOTE, FORMAT);
      if (format > FORMAT) {
        throw new PortException(
            Fault.CORRUPT,
            "the data is of format " + format + "; this release reads up to " + FORMAT);
      }
      notes.put(FORMAT_NOTE, Integer.toString(FORMAT));
      return notes.put(OPENED_NOTE, Long.toString(notes.timesOpened() + 1));
    });
    return notes;
  }

  /** How often the store was opened, this time included: tells this life's names from others'. */
  long timesOpened() {
    return whole(OPENED_NOTE, 0);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(notes.get(name.getBytes(UTF_8)))
        .map(text -> new String(text, UTF_8));
  }

  /** To be called within a change. */
  String put(String name, String text) {
    notes.put(name.getBytes(UTF_8), text.getBytes(UTF_8));
    return text;
  }

  private long whole(String name, long otherwise) {
    return text(name).map(Long::parseLong).orElse(otherwise);
  }
}
