package dev.fairlead.bench.metering;

import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.local.HomeFunctions;
import dev.fairlead.local.QueuePump;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** All functions in memory, one turn after the other, over ports that count for each of them. */
public final class MeteredHome {
  private static final long SEED = 1;

  private final Meter meter = new Meter();
  private final Map<QueueTrigger, Bill> bills = new EnumMap<>(QueueTrigger.class);
  private final ItemStore unmetered;
  private final Ports ports;
  private final HomeFunctions functions;
  private Bill submits = Bill.NOTHING;

  /** A home without anything in it. */
  public MeteredHome() {
    var clock = InstantSource.system();
    var adapters = EmbeddedAdapters.inMemory(clock);
    this.unmetered = adapters.items();
    this.ports =
        new Ports(
            new MeteredItems(adapters.items(), meter),
            new MeteredQueues(adapters.queues(), meter),
            adapters.blobs(),
            adapters.secrets());
    var ids = new Ids(clock, new SplittableRandom(SEED));
    this.functions =
        new HomeFunctions(ports, adapters.provisioner(), new NoProcesses(), ids, clock, _ -> {});
  }

  /** The store itself, to set things up. */
  public ItemStore unmetered() {
    return unmetered;
  }

  /** Submits an agenda. */
  public void submit(String customer, Json agenda) {
    Bill before = meter.total();
    var answer = functions.call(SubmitRequest.of(customer, agenda));
    if (answer.getStatusCode() != 201) {
      throw new IllegalStateException("submit answered " + answer.getBody());
    }
    submits = submits.plus(meter.total().since(before));
  }

  /** Hands messages over until there are none. */
  public void settle() {
    boolean isBusy = true;
    while (isBusy) {
      isBusy = false;
      for (QueueTrigger trigger : QueueTrigger.values()) {
        Bill before = meter.total();
        isBusy |= new QueuePump(trigger, ports.queues(), functions).turn(Duration.ZERO);
        bills.merge(trigger, meter.total().since(before), Bill::plus);
      }
    }
  }

  /** What a turn of a schedule costs when it is not the first. */
  public Bill fire(ScheduleSpec schedule) {
    functions.fire(schedule);
    Bill before = meter.total();
    functions.fire(schedule);
    return meter.total().since(before);
  }

  /** What all submits cost together. */
  public Bill submits() {
    return submits;
  }

  /** What a function that reads a queue cost, with what its messages cost to receive. */
  public Bill of(QueueTrigger trigger) {
    return bills.getOrDefault(trigger, Bill.NOTHING);
  }

  /** What everything cost. */
  public Bill total() {
    return meter.total();
  }
}
