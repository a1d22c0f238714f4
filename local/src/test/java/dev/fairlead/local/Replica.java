package dev.fairlead.local;

import dev.fairlead.agendaservice.submit.Submission;
import dev.fairlead.agendaservice.submit.Submit;
import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.resourcepool.executor.NoProcesses;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SplittableRandom;

/** All functions over ports that others share: one of several that do the same work. */
final class Replica {
  private static final CustomerId ACME = new CustomerId("acme");

  private final Ports ports;
  private final Submit submit;
  private final HomeFunctions functions;

  /**
   * A replica.
   *
   * @param number its chance comes from; no two that work together have the same
   */
  Replica(Ports ports, long number, InstantSource clock) {
    var ids = new Ids(clock, new SplittableRandom(number));
    this.ports = ports;
    this.submit =
        new Submit(ports, HandlerSpec.typesAt(EnumSet.of(HandlerSpec.Place.QUEUE)), ids, clock);
    // There is the default insight only, which has no queue that comes and goes.
    var provisioner = EmbeddedAdapters.inMemory(clock).provisioner();
    this.functions = new HomeFunctions(ports, provisioner, new NoProcesses(), ids, clock, _ -> {});
  }

  AgendaKey submit(String document) {
    var submission =
        new Submission(ACME, JsonText.parse(document), Optional.empty(), new CorrelationId("call"));
    var accepted = (Submission.Answer.Accepted) submit.submit(submission);
    return new AgendaKey(ACME, accepted.agenda());
  }

  /**
   * A batch from each queue.
   *
   * @param wait how long to wait for a message in each queue
   * @return whether there was one in any
   */
  boolean turn(Duration wait) {
    boolean busy = false;
    for (QueueTrigger trigger : QueueTrigger.values()) {
      busy |= new QueuePump(trigger, ports.queues(), functions).turn(wait);
    }
    return busy;
  }

  /** Handles messages until none is visible. */
  void settle() {
    while (turn(Duration.ZERO)) {
      // Each turn is all the work there is.
    }
  }

  /** Fires each once; what fails has its next turn by the clock. */
  void fireSchedules() {
    for (ScheduleSpec schedule : ScheduleSpec.values()) {
      try {
        functions.fire(schedule);
      } catch (PortException _) {
        // As on AWS, where nobody waits for its answer.
      }
    }
  }

  boolean isComplete(AgendaKey agenda) {
    return new AgendaRows(ports.items(), ports.blobs())
        .run(agenda)
        .filter(run -> run.state() == AgendaState.COMPLETE)
        .isPresent();
  }
}
