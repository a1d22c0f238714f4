package dev.fairlead.local.process;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Collects reports, and can fail the first ones. */
final class Reports implements ReportSink {
  record Sent(Report report, Optional<String> logTail, OperationProgress progress) {}

  private final LinkedBlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
  private final AtomicInteger failuresToCome = new AtomicInteger();

  void failNext(int count) {
    failuresToCome.set(count);
  }

  @Override
  public void send(
      AgendaKey agenda, Report report, Optional<String> logTail, OperationProgress progress) {
    if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new PortException(Fault.THROTTLED, "as told");
    }
    sent.add(new Sent(report, logTail, progress));
  }

  Sent next() {
    try {
      var next = sent.poll(60, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no report came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Report.Started nextStarted(String operation) {
    while (true) {
      if (next().report() instanceof Report.Started started
          && started.operation().equals(operation)) {
        return started;
      }
    }
  }

  Report.Ended nextEnded(String operation) {
    while (true) {
      if (next().report() instanceof Report.Ended ended && ended.operation().equals(operation)) {
        return ended;
      }
    }
  }
}
