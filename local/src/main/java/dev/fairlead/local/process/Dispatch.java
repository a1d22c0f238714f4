package dev.fairlead.local.process;

import dev.fairlead.core.run.Report;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Sends an attempt's reports: the start once, the end each time it is asked. */
final class Dispatch {
  private static final System.Logger LOG = System.getLogger(Dispatch.class.getName());

  private final Attempt attempt;
  private final ReportSink sink;
  private boolean startReported;
  private boolean timerTaken;

  Dispatch(Attempt attempt, ReportSink sink) {
    this.attempt = attempt;
    this.sink = sink;
  }

  Attempt attempt() {
    return attempt;
  }

  /** Forgets that anything was sent: somebody asks who has not heard of it. */
  void startOver() {
    startReported = false;
  }

  /** Sends what there is to tell; whether it has to be called again after a while. */
  boolean send() {
    var agenda = attempt.order().key().agenda();
    try {
      var started = attempt.started();
      if (started.isPresent() && !startReported) {
        sink.send(agenda, started.get(), Optional.empty());
        startReported = true;
      }
      if (attempt.phase() instanceof Attempt.Phase.Over(Report.Ended ended)) {
        sink.send(agenda, ended, attempt.logTail());
        return true;
      }
      return false;
    } catch (RuntimeException unsent) {
      LOG.log(Level.WARNING, "a report of " + attempt.order().key() + " waits", unsent);
      return true;
    }
  }

  /** True for the first caller until {@link #freeTimer}: one timer an attempt. */
  boolean claimTimer() {
    boolean first = !timerTaken;
    timerTaken = true;
    return first;
  }

  void freeTimer() {
    timerTaken = false;
  }
}
