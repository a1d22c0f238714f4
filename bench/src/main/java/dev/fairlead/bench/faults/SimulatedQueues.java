package dev.fairlead.bench.faults;

import dev.fairlead.core.port.MessageQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Queues that go wrong when the turbulence says so. */
final class SimulatedQueues implements MessageQueue {
  private static final int LATEST_SECONDS = 90;

  /** Once in so many times a queue gives one message, however many it has, as SQS may. */
  private static final int FEW_OF = 2;

  private final Turbulence turbulence;
  private final MessageQueue real;
  private final RandomGenerator chance;
  private final Consumer<String> sentTo;
  private final Witness witness;

  /**
   * Queues over others.
   *
   * @param sentTo is told of each queue that got messages
   */
  SimulatedQueues(
      Turbulence turbulence,
      MessageQueue real,
      RandomGenerator chance,
      Witness witness,
      Consumer<String> sentTo) {
    this.turbulence = turbulence;
    this.real = real;
    this.chance = chance;
    this.witness = witness;
    this.sentTo = sentTo;
  }

  @Override
  public void send(String queue, List<Outgoing> messages) {
    messages.forEach(message -> witness.keeps(message.body()));
    turbulence.call(
        PortCall.SEND,
        () -> queue + " x" + messages.size(),
        fault -> {
          if (is(fault, Fault.DROPPED)) {
            return queue;
          }
          real.send(queue, is(fault, Fault.SHUFFLED) ? shuffled(messages) : messages);
          if (is(fault, Fault.DOUBLED)) {
            real.send(queue, messages);
          }
          sentTo.accept(queue);
          return queue;
        });
  }

  @Override
  public List<Delivery> receive(String queue, int max, Duration visibility, Duration wait) {
    return turbulence.call(
        PortCall.RECEIVE,
        () -> queue,
        fault -> {
          int most = chance.nextInt(FEW_OF) == 0 ? 1 : max;
          List<Delivery> received = real.receive(queue, most, visibility, wait);
          if (is(fault, Fault.DROPPED)) {
            received.forEach(delivery -> real.delete(queue, delivery.receipt()));
            return List.of();
          }
          if (is(fault, Fault.DELAYED)) {
            var later = Duration.ofSeconds(1 + chance.nextInt(LATEST_SECONDS));
            received.forEach(delivery -> real.changeVisibility(queue, delivery.receipt(), later));
            return List.of();
          }
          if (is(fault, Fault.DOUBLED)) {
            received.forEach(
                delivery -> real.changeVisibility(queue, delivery.receipt(), Duration.ZERO));
          }
          turbulence.note(() -> "got " + received.size());
          return is(fault, Fault.SHUFFLED) ? shuffled(received) : received;
        });
  }

  @Override
  public void delete(String queue, String receipt) {
    turbulence.call(
        PortCall.DELETE,
        () -> queue,
        _ -> {
          real.delete(queue, receipt);
          return queue;
        });
  }

  @Override
  public void changeVisibility(String queue, String receipt, Duration visibility) {
    turbulence.call(
        PortCall.CHANGE_VISIBILITY,
        () -> queue,
        _ -> {
          real.changeVisibility(queue, receipt, visibility);
          return queue;
        });
  }

  @Override
  public int depth(String queue) {
    return turbulence.call(PortCall.DEPTH, () -> queue, _ -> real.depth(queue));
  }

  private <T> List<T> shuffled(List<T> messages) {
    var copy = new ArrayList<>(messages);
    Collections.shuffle(copy, chance);
    return copy;
  }

  private static boolean is(Optional<Fault> fault, Fault wanted) {
    return fault.isPresent() && fault.get() == wanted;
  }
}
