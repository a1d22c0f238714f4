package dev.fairlead.testkit.faults;

import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.testkit.faults.FaultPlan.QueueCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Queues over other ones that fail when the plan says so. */
public final class FaultyMessageQueue implements MessageQueue {
  private final MessageQueue real;
  private final FaultPlan plan;

  public FaultyMessageQueue(MessageQueue real, FaultPlan plan) {
    this.real = real;
    this.plan = plan;
  }

  @Override
  public void send(String queue, List<Outgoing> messages) {
    call(
        QueueCall.SEND,
        queue,
        fault -> {
          switch (fault) {
            case QueueFault.Dropped _ -> {}
            case QueueFault.Doubled _ -> {
              real.send(queue, messages);
              real.send(queue, messages);
            }
            case QueueFault.Shuffled(long seed) ->
                real.send(queue, shuffled(messages, Outgoing::group, seed));
            case QueueFault.None _,
                QueueFault.Throttled _,
                QueueFault.TimedOutButDone _,
                QueueFault.TimedOutAndNotDone _ ->
                real.send(queue, messages);
          }
          return messages;
        });
  }

  @Override
  public List<Delivery> receive(String queue, int max, Duration visibility, Duration wait) {
    return call(
        QueueCall.RECEIVE,
        queue,
        fault -> {
          List<Delivery> received = real.receive(queue, max, visibility, wait);
          return switch (fault) {
            case QueueFault.Dropped _ -> {
              received.forEach(delivery -> real.delete(queue, delivery.receipt()));
              yield List.of();
            }
            case QueueFault.Doubled _ -> {
              received.forEach(
                  delivery -> real.changeVisibility(queue, delivery.receipt(), Duration.ZERO));
              yield received;
            }
            case QueueFault.Shuffled(long seed) -> shuffled(received, Delivery::group, seed);
            case QueueFault.None _,
                QueueFault.Throttled _,
                QueueFault.TimedOutButDone _,
                QueueFault.TimedOutAndNotDone _ ->
                received;
          };
        });
  }

  @Override
  public void delete(String queue, String receipt) {
    call(
        QueueCall.DELETE,
        queue,
        _ -> {
          real.delete(queue, receipt);
          return receipt;
        });
  }

  @Override
  public void changeVisibility(String queue, String receipt, Duration visibility) {
    call(
        QueueCall.CHANGE_VISIBILITY,
        queue,
        _ -> {
          real.changeVisibility(queue, receipt, visibility);
          return receipt;
        });
  }

  @Override
  public int depth(String queue) {
    return call(QueueCall.DEPTH, queue, _ -> real.depth(queue));
  }

  private <T> T call(QueueCall call, String queue, Function<QueueFault, T> realCall) {
    QueueFault fault = plan.next(call, queue);
    String message = "injected: " + call + " of " + queue;
    if (fault instanceof QueueFault.Throttled) {
      throw new PortException(Fault.THROTTLED, message + " was not done");
    }
    if (fault instanceof QueueFault.TimedOutAndNotDone) {
      throw new PortException(Fault.TIMED_OUT, message + " was not done");
    }
    T answer = realCall.apply(fault);
    if (fault instanceof QueueFault.TimedOutButDone) {
      throw new PortException(Fault.TIMED_OUT, message + " was done");
    }
    return answer;
  }

  /** Another order, in which each group has the places that fell to it in its own order. */
  private static <T> List<T> shuffled(
      List<T> messages, Function<T, Optional<String>> group, long seed) {
    List<T> places = new ArrayList<>(messages);
    Collections.shuffle(places, new SplittableRandom(seed));
    Map<String, Iterator<T>> inOrder = new HashMap<>();
    List<T> shuffled = new ArrayList<>(messages.size());
    for (T place : places) {
      Optional<String> name = group.apply(place);
      shuffled.add(
          name.isEmpty()
              ? place
              : inOrder
                  .computeIfAbsent(
                      name.get(),
                      _ ->
                          messages.stream()
                              .filter(each -> group.apply(each).equals(name))
                              .iterator())
                  .next());
    }
    return shuffled;
  }
}
