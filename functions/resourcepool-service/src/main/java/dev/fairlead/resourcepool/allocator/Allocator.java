package dev.fairlead.resourcepool.allocator;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.External;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceState;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.Blueprints;
import dev.fairlead.store.LeaseRows;
import dev.fairlead.store.Target;
import dev.fairlead.wire.HostMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The allocator function: serves leases and drives resources, out of any request. It is woken by
 * messages, which are hints; what is due, and who waits, its schedule finds without them.
 *
 * <p>Cost of a turn in which nothing is due: half a read unit for each of {@value LeaseRows#SHARDS}
 * shards, and half of one for each type of resource.
 */
public final class Allocator {
  /** Steps of one invocation; what is left is sent on. */
  static final int MAX_STEPS = 400;

  private static final int DUE_PER_SHARD = 100;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /** In one minute of so many it is asked what there is outside. */
  private static final int SWEEP_MINUTES = 10;

  private final Yard yard;
  private final MessageQueue queues;
  private final AttemptOrders orders;
  private final AttemptSteps attempts;
  private final LeaseSteps leases;
  private final ResourceSteps resources;
  private final Serving serving;

  /**
   * An allocator.
   *
   * @param drivers by name
   */
  public Allocator(
      Ports ports,
      Function<String, Optional<BlueprintDriver>> drivers,
      Ids ids,
      InstantSource clock) {
    this.yard = new Yard(ports, drivers, ids, clock);
    this.queues = ports.queues();
    var reports = new AttemptReports(ports);
    this.orders = new AttemptOrders(yard, ports, reports, clock);
    this.attempts = new AttemptSteps(yard, ports, reports);
    this.leases = new LeaseSteps(yard, attempts);
    this.resources = new ResourceSteps(yard);
    this.serving = new Serving(yard);
  }

  /** Looks at what a message names or orders, and at all that comes of it. */
  public void wake(QueueMessage message) {
    var body = message.body();
    run(
        HostMessage.isMeant(body)
            ? orders.take(HostMessage.parse(body))
            : List.of(Task.parse(body)),
        true);
  }

  /** Looks at what is due and at who waits, and removes what no resource stands for. */
  public void tick() {
    var tasks = new ArrayList<Task>();
    for (int shard = 0; shard < LeaseRows.SHARDS; shard++) {
      yard.rows()
          .due(shard, yard.now(), DUE_PER_SHARD)
          .forEach(target -> tasks.add(new Task.Look(target)));
    }
    var blueprints = yard.blueprints().all();
    var types = new LinkedHashSet<String>();
    blueprints.forEach(each ->
        yard.driver(each.blueprint().type()).ifPresent(driver -> types.add(driver.resourceType())));
    types.forEach(type -> tasks.add(new Task.Serve(type)));
    run(tasks, false);
    if (yard.now().atOffset(ZoneOffset.UTC).getMinute() % SWEEP_MINUTES == 0) {
      sweep();
    }
  }

  /** Removes what is outside and has no resource: a crash or a lost answer left it. */
  public void sweep() {
    for (Blueprints.Shared each : yard.blueprints().all()) {
      yard.driver(each.blueprint().type()).ifPresent(driver -> sweep(driver, each));
    }
  }

  private void sweep(BlueprintDriver driver, Blueprints.Shared of) {
    var around = yard.around(of.blueprint());
    for (External thing : driver.list(of.blueprint(), around)) {
      boolean isOurs =
          yard.rows()
              .find(thing.token())
              .map(Resource::state)
              .filter(state -> state != ResourceState.DESTROYED)
              .isPresent();
      if (!isOurs) {
        driver.remove(thing, around);
      }
    }
  }

  /**
   * Takes steps.
   *
   * @param works whether hosts of attempts are asked; a turn of the schedule, which everybody waits
   *     for, has messages do that
   */
  private void run(List<Task> first, boolean works) {
    Set<Task> open = new LinkedHashSet<>(first);
    Set<Task> later = new LinkedHashSet<>();
    var failures = new ArrayList<RuntimeException>();
    for (int steps = 0; !open.isEmpty() && steps < MAX_STEPS; steps++) {
      Task task = open.iterator().next();
      open.remove(task);
      if (!works && task instanceof Task.Work) {
        later.add(task);
        continue;
      }
      try {
        open.addAll(step(task, works));
      } catch (RuntimeException failure) {
        // What fails for one keeps no other from its step; it stays due.
        failures.add(failure);
      }
    }
    later.addAll(open);
    sendOn(later);
    if (!failures.isEmpty()) {
      RuntimeException thrown = failures.removeFirst();
      failures.forEach(thrown::addSuppressed);
      throw thrown;
    }
  }

  private List<Task> step(Task task, boolean works) {
    return switch (task) {
      case Task.Look(Target.OfLease(var id)) -> leases.step(id, works);
      case Task.Look(Target.OfResource(var id)) -> resources.step(id);
      case Task.Serve(String type) -> serving.serve(type);
      case Task.Work(LeaseId lease, boolean again) -> attempts.look(lease, again);
      case Task.Later later -> {
        sendLater(later);
        yield List.of();
      }
    };
  }

  private void sendLater(Task.Later later) {
    // SQS takes no more than 15 minutes; what takes longer, its due time finds.
    if (later.in().compareTo(LONGEST_DELAY) <= 0) {
      queues.send(
          QueueSpec.LEASES.queueName(),
          List.of(MessageQueue.Outgoing.later(later.message(), later.in())));
    }
  }

  private void sendOn(Set<Task> left) {
    if (!left.isEmpty()) {
      queues.send(
          QueueSpec.LEASES.queueName(),
          left.stream().map(task -> MessageQueue.Outgoing.of(task.message())).toList());
    }
  }
}
