package dev.fairlead.bench.faults;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.port.Ports;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Outbox;
import dev.fairlead.store.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What must be gone once every agenda is over and things are calm. */
final class Leftovers {
  private static final int MANY = 100;
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private final Ports real;
  private final Lines lines;
  private final Alarms alarms;
  private final Outbox outbox;
  private final SimulatedProcesses processes;
  private final List<SimulatedWorker> workers;
  private final Quotas quotas;
  private final Set<String> insights;

  /**
   * @param real the ports without anything that goes wrong
   * @param insights by id
   */
  Leftovers(
      Ports real,
      SimulatedProcesses processes,
      List<SimulatedWorker> workers,
      Quotas quotas,
      Set<String> insights) {
    this.quotas = quotas;
    this.insights = insights;
    this.real = real;
    this.lines = new Lines(real.items());
    this.alarms = new Alarms(real.items(), Alarms.Kind.LOOK);
    this.outbox = new Outbox(real.items(), real.queues());
    this.processes = processes;
    this.workers = workers;
  }

  /** A line for each thing that is still there. */
  List<String> find() {
    var left = new ArrayList<String>();
    for (String insight : insights) {
      lines.oldest(insight, MANY).forEach(entry -> left.add("in line: " + entry));
      lines
          .oldest(Place.Line.ASIDE, insight, MANY)
          .forEach(entry -> left.add("set aside: " + entry));
      lines.dispatched(insight, MANY).forEach(entry -> left.add("dispatched: " + entry));
    }
    left.addAll(quotas.left());
    for (int shard = 0; shard < Outbox.SHARDS; shard++) {
      outbox.pending(shard, MANY).forEach(promise -> left.add("in the outbox: " + promise));
    }
    for (int shard = 0; shard < Alarms.SHARDS; shard++) {
      alarms.due(shard, END_OF_TIME, MANY).forEach(alarm -> left.add("alarm: " + alarm));
    }
    processes.left().forEach(attempt -> left.add("process: " + attempt));
    workers.stream().filter(SimulatedWorker::isBusy).forEach(_ -> left.add("a busy worker"));
    for (QueueSpec queue : QueueSpec.values()) {
      int depth = real.queues().depth(queue.queueName());
      if (depth > 0) {
        left.add(depth + " messages in " + queue.queueName());
      }
    }
    return left;
  }
}
