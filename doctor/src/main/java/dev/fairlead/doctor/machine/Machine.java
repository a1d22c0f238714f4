package dev.fairlead.doctor.machine;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A machine, to be looked at. */
public interface Machine {
  /**
   * What a program answered.
   *
   * @param code what it exited with
   * @param output standard output and error
   */
  record Answer(int code, String output) {}

  /** Runs a program that only tells of itself; empty when there is none or it does not end. */
  Optional<Answer> ask(String... command);

  boolean isFile(Path file);

  /** Text of a file; empty when it can't be read. */
  Optional<String> text(Path file);

  /** Names of what is in a folder, in order; empty when there is no folder. */
  Optional<List<String>> names(Path folder);

  /** When the newest file in or below a folder changed; empty when there is none. */
  Optional<Instant> newest(Path folder);

  boolean isAlive(long pid);

  /** Whether an HTTP server answers, whatever it answers. */
  boolean answers(URI address);
}
