package dev.fairlead.worker;

import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.wire.ReportMessage;
import java.util.Optional;

/**
 * What the work of one attempt says of itself. It costs nothing to say something: what is news goes
 * with the next heartbeat, the rest with the end. Thread-safe.
 */
public final class Telling {
  /** With its end, too: a report holds its result besides. */
  private static final int LOG_CHARACTERS = ReportMessage.LIVE_LOG_CHARACTERS;

  private final StringBuilder log = new StringBuilder();
  private OperationProgress progress = OperationProgress.NONE;
  private boolean news;

  Telling() {}

  /**
   * All that was said so far.
   *
   * @param log the end of it
   */
  record Said(OperationProgress progress, Optional<String> log) {
    static final Said NOTHING = new Said(OperationProgress.NONE, Optional.empty());
  }

  /** Says how far it is; what this does not speak of stays as it was said before. */
  public synchronized void progress(OperationProgress said) {
    progress = progress.then(said);
    news = true;
  }

  /** Adds a line to the attempt's log, of which the end is kept. */
  public synchronized void log(String line) {
    log.append(line).append('\n');
    int excess = log.length() - LOG_CHARACTERS;
    if (excess > 0) {
      log.delete(0, Character.isLowSurrogate(log.charAt(excess)) ? excess + 1 : excess);
    }
    news = true;
  }

  /** All of it, if there is news since the last time it was asked for. */
  synchronized Optional<Said> news() {
    if (!news) {
      return Optional.empty();
    }
    news = false;
    return Optional.of(all());
  }

  /** It did not get through. */
  synchronized void again() {
    news = true;
  }

  synchronized Said all() {
    return new Said(progress, log.isEmpty() ? Optional.empty() : Optional.of(log.toString()));
  }
}
