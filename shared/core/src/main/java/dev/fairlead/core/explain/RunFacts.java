package dev.fairlead.core.explain;

import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.run.OperationRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the rest of the system knows of a run, beside its plan and its journal. */
public interface RunFacts {
  /** How work of a type is done. */
  WorkKind kind(String type);

  /**
   * When a running attempt of the kind {@code FLEET}, {@code POD} or {@code HOST} was last heard
   * of.
   */
  Optional<Instant> heartbeat(OperationRun operation);

  /** What keeps the pod of an attempt that has not started, as far as its cluster says. */
  Optional<String> podWaits(OperationRun operation);

  /** What keeps the lease of an attempt that has not started, as far as the allocator says. */
  Optional<String> leaseWaits(OperationRun operation);

  /** The agenda that does a running operation of the kind {@code SUB_AGENDA}. */
  String child(OperationRun operation);

  /** How long an operation of the kind {@code TIMER} lasts, if that can be told. */
  Optional<Duration> length(OperationSpec operation);

  /** What the agenda's operations may use at a time. */
  Grant grant();
}
