package dev.fairlead.resourcepool.executor;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.Report;
import dev.fairlead.endpoint.PartialBatchException;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Handlers;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Lines;
import dev.fairlead.store.OperationRows;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.ProgressRows;
import dev.fairlead.store.ResultBlobs;
import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The executor functions: claim an agenda when a permit comes, step one when reports come. */
public final class Executor {
  /**
   * Calls of servers outside begin so soon after a batch, or are left to another: with the time of
   * the longest they end well before the time limit of a function.
   */
  private static final Duration CALLS_BEGIN_WITHIN = Duration.ofSeconds(3);

  private final AgendaClaims claims;
  private final AgendaStepper stepper;
  private final OperationRows operationRows;
  private final ProgressRows progressRows;
  private final ResultBlobs results;
  private final MessageQueue queues;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * An executor.
   *
   * @param processes starts operations of place PROCESS
   * @param http calls servers outside
   * @param patience how long things may be quiet
   */
  public Executor(
      Ports ports,
      OperationLauncher processes,
      HttpCaller http,
      Patience patience,
      Ids ids,
      InstantSource wallClock) {
    // As fine as the journal keeps it: a state from memory equals one read back.
    this.clock = () -> wallClock.instant().truncatedTo(ChronoUnit.MILLIS);
    var rows = new AgendaRows(ports.items(), ports.blobs());
    var outputs = new Outputs(ports.blobs());
    this.queues = ports.queues();
    this.ids = ids;
    this.results = new ResultBlobs(ports.blobs());
    this.operationRows = new OperationRows(ports.items());
    this.progressRows = new ProgressRows(ports.items());
    this.claims =
        new AgendaClaims(
            ports.items(),
            new Lines(ports.items()),
            rows,
            new Alarms(ports.items(), Alarms.Kind.LOOK),
            patience.agenda(),
            clock);
    var journal = new Journal(ports.items(), ports.blobs());
    var inventories = new Inventories(ports.items(), queues, rows, journal, outputs, clock);
    var handlers = new Handlers(ports.items(), clock);
    var builtIn = Children.typesBeside(processes);
    this.stepper =
        new AgendaStepper(
            rows,
            new Plans(rows, outputs, patience, handlers),
            journal,
            operationRows,
            inventories,
            outputs,
            new Launches(
                queues,
                new PodOrders(queues, ports.blobs()),
                handlers,
                processes,
                operationRows,
                progressRows,
                outputs,
                new Residents(ports.secrets()),
                new HttpOperations(http, ports.secrets(), clock),
                new Children(
                    ports, customer -> handlers.knownTo(customer, builtIn), this::ask, ids, clock),
                clock),
            new Endings(ports, rows, journal, inventories, this::ask, ids),
            new AgendaGrants(rows, ports.items(), queues, ids),
            new Sleeping(journal, patience.agenda(), ids, clock),
            ids,
            clock);
  }

  /** Has an agenda looked at soon; if that is lost, its alarm has it looked at. */
  private void ask(AgendaKey agenda) {
    queues.send(QueueSpec.ALARMS.queueName(), List.of(MessageQueue.Outgoing.of(agenda.toString())));
  }

  /**
   * A permit; the body is the insight's id. Claims at most one agenda and starts it; a permit that
   * finds nothing to claim is used up.
   */
  public void permit(QueueMessage message) {
    AgendaClaims.Outcome outcome = claims.claimOldest(message.body());
    outcome.wake().ifPresent(wake -> wake.send(queues, ids));
    outcome.agenda().ifPresent(agenda -> stepper.step(agenda, List.of(), callsUntil()));
  }

  /**
   * Reports. Those of one agenda are stepped together.
   *
   * @throws PartialBatchException naming the messages of agendas whose step failed, and those that
   *     can't be read: after enough deliveries they end in the dead letters
   */
  public Set<String> reports(List<QueueMessage> messages) {
    Instant callsUntil = callsUntil();
    var byAgenda = new LinkedHashMap<AgendaKey, List<Incoming>>();
    var failed = new LinkedHashMap<String, RuntimeException>();
    for (QueueMessage message : messages) {
      try {
        ReportMessage report = ReportMessage.parse(message.body());
        byAgenda
            .computeIfAbsent(report.agenda(), _ -> new ArrayList<>())
            .add(new Incoming(message.messageId(), report));
      } catch (RuntimeException unreadable) {
        failed.put(message.messageId(), unreadable);
      }
    }
    byAgenda.forEach((agenda, incoming) -> {
      try {
        step(agenda, incoming.stream().map(Incoming::message).toList(), callsUntil);
      } catch (RuntimeException failure) {
        incoming.forEach(one -> failed.put(one.messageId(), failure));
      }
    });
    if (!failed.isEmpty()) {
      var partial = new PartialBatchException(failed.keySet());
      new LinkedHashSet<>(failed.values()).forEach(partial::addSuppressed);
      throw partial;
    }
    return Set.of();
  }

  private Instant callsUntil() {
    return clock.instant().plus(CALLS_BEGIN_WITHIN);
  }

  private record Incoming(String messageId, ReportMessage message) {}

  private void step(AgendaKey agenda, List<ReportMessage> messages, Instant callsUntil) {
    messages.forEach(this::keepAside);
    List<Report> reports =
        messages.stream().map(results::complete).map(ReportMessage::report).toList();
    if (!reports.stream().allMatch(Report.Beat.class::isInstance)) {
      stepper.step(agenda, reports, callsUntil);
    }
  }

  /**
   * Heartbeats, output and what attempts say of themselves lie beside the journal: they decide
   * nothing by themselves. Cost of a heartbeat: 1 write, with or without news; 1 blob for a part of
   * a result.
   */
  private void keepAside(ReportMessage message) {
    var agenda = message.agenda();
    switch (message.report()) {
      case Report.Beat beat -> {
        results.keep(message);
        if (message.progress().isNone() && message.log().isEmpty()) {
          operationRows.beat(agenda, beat);
        } else {
          progressRows.tell(agenda, beat, message.progress(), message.log());
        }
      }
      case Report.Ended ended -> {
        message
            .log()
            .ifPresent(text ->
                operationRows.keepLog(
                    new OperationKey(agenda, ended.operation()),
                    ended.attempt(),
                    text,
                    message.wholeLog()));
        if (!message.progress().isNone()) {
          progressRows.end(agenda, ended, message.progress());
        }
      }
      case Report.Started _, Report.Asked _, Report.Tick _ -> {
        // Nothing to keep.
      }
    }
  }
}
