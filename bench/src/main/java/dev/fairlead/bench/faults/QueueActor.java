package dev.fairlead.bench.faults;

import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.local.QueuePump;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Polls a queue and has its function invoked, as an event source mapping does. */
final class QueueActor implements Actor {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final QueueTrigger trigger;
  private final SimulatedClock clock;
  private final Turbulence turbulence;
  private final MessageQueue polled;
  private final Openings openings;
  private final Sandboxes sandboxes;
  private Instant next;

  /**
   * @param polled the queues as the poller sees them
   */
  QueueActor(
      QueueTrigger trigger,
      SimulatedClock clock,
      Turbulence turbulence,
      MessageQueue polled,
      Openings openings,
      Sandboxes sandboxes) {
    this.trigger = trigger;
    this.clock = clock;
    this.turbulence = turbulence;
    this.polled = new Poller(polled);
    this.openings = openings;
    this.sandboxes = sandboxes;
    this.next = clock.instant();
  }

  boolean reads(String queue) {
    return trigger.queue().queueName().equals(queue);
  }

  /** There may be a message. */
  void wake() {
    next = clock.instant();
  }

  @Override
  public Instant due() {
    return Actor.later(next, openings.next(trigger.queue().queueName()));
  }

  /** Whether what it invokes is the function that this is an invocation of. */
  boolean isAnother(Invocation invocation) {
    return trigger.function().name().equals(invocation.function());
  }

  @Override
  public boolean isReentrant() {
    return true;
  }

  @Override
  public void act() {
    next = clock.instant().plus(POLL);
    turbulence.as(
        trigger.function().name(),
        Optional.empty(),
        () ->
            sandboxes.invoke(functions -> {
              if (new QueuePump(trigger, polled, functions).turn(Duration.ZERO)) {
                next = clock.instant();
              }
            }));
  }

  /** What the poller does with the queue is not the function's doing. */
  private final class Poller implements MessageQueue {
    private final MessageQueue queues;

    Poller(MessageQueue queues) {
      this.queues = queues;
    }

    @Override
    public void send(String queue, List<Outgoing> messages) {
      throw new UnsupportedOperationException("a poller sends nothing");
    }

    @Override
    public List<Delivery> receive(String queue, int max, Duration visibility, Duration wait) {
      var received = new ArrayList<Delivery>();
      asPoller(() -> received.addAll(queues.receive(queue, max, visibility, wait)));
      return received;
    }

    @Override
    public void delete(String queue, String receipt) {
      asPoller(() -> queues.delete(queue, receipt));
    }

    @Override
    public void changeVisibility(String queue, String receipt, Duration visibility) {
      asPoller(() -> queues.changeVisibility(queue, receipt, visibility));
    }

    @Override
    public int depth(String queue) {
      return queues.depth(queue);
    }

    private void asPoller(Runnable work) {
      turbulence.as(Site.pollerOf(trigger), Optional.empty(), work);
    }
  }
}
