package dev.fairlead.core.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * How a POSIX shell runs one attempt of an operation so that it starts once, outlives whoever
 * started it, and leaves behind how it ended: a gate, which one taker gets, and a file with its
 * exit code. Each text says what it is given. See docs/adr/0007.
 */
public final class AttemptScripts {
  /** Takes the gate, runs the command, leaves its exit code behind. */
  public static final String ATTEMPT = resource("attempt.sh");

  /** Runs the text in its first argument, with what follows, in a process group of its own. */
  public static final String SESSION = resource("session.sh");

  private static final String LOOK = resource("look.sh");

  /** In the directory of a lease: how the attempt is. */
  static final String LOOKING = LOOK + "fl_look\n";

  /** In the directory of a lease: starts the attempt unless it was started. */
  static final String STARTING = LOOK + resource("start.sh");

  /** In the directory of a lease: sends the attempt a signal. */
  static final String ENDING = LOOK + resource("end.sh");

  private AttemptScripts() {}

  private static String resource(String name) {
    try (var stream = AttemptScripts.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
