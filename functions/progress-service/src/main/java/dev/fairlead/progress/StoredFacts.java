package dev.fairlead.progress;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.explain.RunFacts;
import dev.fairlead.core.explain.WorkKind;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.Report;
import dev.fairlead.store.GrantRow;
import dev.fairlead.store.Grants;
import dev.fairlead.store.Handlers;
import dev.fairlead.store.LeaseRows;
import dev.fairlead.store.OperationRows;
import dev.fairlead.store.SubAgendas;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the catalog and the store say of a run. */
final class StoredFacts implements RunFacts {
  private static final double NANOS_PER_MILLI = 1e6;

  private final OperationRows operations;
  private final LeaseRows leases;
  private final Handlers handlers;
  private final Grants grants;
  private final AgendaKey agenda;
  private final Plan plan;
  private final boolean withHeartbeats;

  /**
   * The facts.
   *
   * @param withHeartbeats whether to look them up, for 2 read units each
   */
  StoredFacts(
      ItemStore items, Handlers handlers, AgendaKey agenda, Plan plan, boolean withHeartbeats) {
    this.operations = new OperationRows(items);
    this.leases = new LeaseRows(items);
    this.handlers = handlers;
    this.grants = new Grants(items);
    this.agenda = agenda;
    this.plan = plan;
    this.withHeartbeats = withHeartbeats;
  }

  /** What is not in the catalog was registered, and runs on hosts if it says so. */
  @Override
  public WorkKind kind(String type) {
    return HandlerSpec.of(type)
        .map(StoredFacts::kind)
        .orElseGet(() ->
            handlers.onHosts(agenda.customer(), type).isPresent() ? WorkKind.HOST : WorkKind.POD);
  }

  private static WorkKind kind(HandlerSpec handler) {
    return switch (handler) {
      case WAIT -> WorkKind.TIMER;
      case APPROVAL -> WorkKind.APPROVAL;
      case AGENDA -> WorkKind.SUB_AGENDA;
      case WORDCOUNT, WORKER -> WorkKind.FLEET;
      case LOG, LOG_MESSAGES, HTTP, SAMPLE, SIMULATE, TRANSFORM, UPDATE_AGENDA, SHELL ->
          WorkKind.DIRECT;
    };
  }

  @Override
  public Optional<Instant> heartbeat(OperationRun operation) {
    return withHeartbeats
        ? operations
            .latestBeat(new OperationKey(agenda, operation.name()))
            .filter(beat -> beat.attempt() == operation.attempt())
            .map(Report.Beat::at)
        : Optional.empty();
  }

  @Override
  public Optional<String> podWaits(OperationRun operation) {
    return withHeartbeats
        ? operations.latestWords(new OperationKey(agenda, operation.name()), operation.attempt())
        : Optional.empty();
  }

  /** Of a lease that waits, its row says why; once there is a host, the attempt says it. */
  @Override
  public Optional<String> leaseWaits(OperationRun operation) {
    if (!withHeartbeats) {
      return Optional.empty();
    }
    var key = new OperationKey(agenda, operation.name());
    return leases
        .find(LeaseId.ofAttempt(key, operation.attempt()))
        .filter(lease -> lease.state() != LeaseState.ACTIVE)
        .flatMap(Lease::why)
        .map(Lease.Why::sentence)
        .or(() -> operations.latestWords(key, operation.attempt()));
  }

  @Override
  public String child(OperationRun operation) {
    return SubAgendas.of(new OperationKey(agenda, operation.name()), operation.attempt())
        .agenda()
        .value();
  }

  /** As the executor takes it; what its payload only references is not looked up for this. */
  @Override
  public Optional<Duration> length(OperationSpec operation) {
    return SimulatedTime.of(operation.payload())
        .map(length ->
            Duration.ofMillis(
                Math.round(length.toNanos() * plan.document().timeScale() / NANOS_PER_MILLI)));
  }

  @Override
  public Grant grant() {
    return grants.find(agenda).map(GrantRow::grant).orElse(Grant.UNLIMITED);
  }
}
