package dev.fairlead.local.process;

import dev.fairlead.core.run.OperationProgress;
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
  private String told = "";

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
        sink.send(agenda, started.get(), Optional.empty(), OperationProgress.NONE);
        startReported = true;
      }
      if (attempt.phase() instanceof Attempt.Phase.Over(Report.Ended ended)) {
        var words = attempt.words();
        sink.send(agenda, ended, words.logTail(), words.progress());
        return true;
      }
      return false;
    } catch (RuntimeException unsent) {
      LOG.log(Level.WARNING, "a report of " + attempt.order().key() + " waits", unsent);
      return true;
    }
  }

  /** Sends what the attempt says of itself and has printed, if there is news of either. */
  void tell() {
    try {
      // Marked first: what comes while the rest is read is news again.
      var mark = AttemptWords.mark(attempt.directory());
      if (mark.equals(told)) {
        return;
      }
      var words = attempt.words();
      var progress = words.progress();
      var log = words.liveLog();
      if (!progress.isNone() || log.isPresent()) {
        sink.send(attempt.order().key().agenda(), attempt.beat(), log, progress);
      }
      told = mark;
    } catch (RuntimeException unsent) {
      // The next one says all of it.
      LOG.log(Level.WARNING, "news of " + attempt.order().key() + " wait", unsent);
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
