package dev.fairlead.local.process;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report;
import java.util.Optional;

/** Where a launcher's reports go: the completion queue, in the composition. */
@FunctionalInterface
public interface ReportSink {
  /**
   * Sends a report, soon and at least once. The same report comes again on purpose until its
   * attempt is released, so an implementation must not drop what it has sent before: on a FIFO
   * queue the deduplication id has to change with time.
   *
   * @param logTail the end of what the operation printed
   * @param progress what it has said of itself so far
   * @throws dev.fairlead.core.port.PortException it was not sent, or nobody knows; it will come
   *     again
   */
  void send(AgendaKey agenda, Report report, Optional<String> logTail, OperationProgress progress);
}
