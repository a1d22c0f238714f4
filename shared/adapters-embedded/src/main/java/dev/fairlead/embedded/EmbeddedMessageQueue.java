package dev.fairlead.embedded;

import dev.fairlead.core.port.MessageQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * Queues, made when first named. What was sent is kept in the store; what is hidden, how often it
 * was received and which deduplication ids of deleted messages were seen is forgotten when the
 * process ends.
 *
 * <p>Time is the clock's, but how long {@link #receive} waits is not: with a clock that does not
 * run by itself, wait 0.
 */
final class EmbeddedMessageQueue implements MessageQueue {
  /** SQS's longest retention. */
  private static final Duration RETENTION = Duration.ofDays(14);

  private final MessageLog log;
  private final InstantSource clock;
  private final ToIntFunction<String> maxReceives;
  private final Map<String, QueueState> states = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param maxReceives by queue name: deliveries after which a message moves to the dead letters
   */
  EmbeddedMessageQueue(MessageLog log, InstantSource clock, ToIntFunction<String> maxReceives) {
    this.log = log;
    this.clock = clock;
    this.maxReceives = maxReceives;
  }

  private QueueState state(String queue) {
    QueueState state = states.computeIfAbsent(queue, this::open);
    if (closed) {
      state.close();
    }
    return state;
  }

  private QueueState open(String queue) {
    QueueLimits.checkName(queue);
    return new QueueState(
        QueueLimits.isFifo(queue),
        QueueLimits.isDeadLetters(queue) ? Integer.MAX_VALUE : maxReceives.applyAsInt(queue),
        log.life(),
        clock,
        log.all(queue));
  }

  @Override
  public void send(String queue, List<Outgoing> messages) {
    QueueState state = state(queue);
    messages.forEach(message -> QueueLimits.check(queue, message));
    Instant now = clock.instant();
    List<String> newIds = new ArrayList<>();
    SortedMap<Long, Message> kept = new TreeMap<>();
    for (Outgoing message : messages) {
      if (message.deduplicationId().filter(id -> !state.accept(id, now)).isEmpty()) {
        message.deduplicationId().ifPresent(newIds::add);
        kept.put(log.nextNumber(), message(message, now));
      }
    }
    try {
      log.add(queue, kept);
    } catch (RuntimeException e) {
      newIds.forEach(state::forget);
      throw e;
    }
    state.add(kept);
    List<Long> expired = state.expire(now.minus(RETENTION));
    if (!expired.isEmpty()) {
      log.remove(queue, expired);
    }
  }

  private static Message message(Outgoing outgoing, Instant now) {
    return new Message(
        now,
        now.plus(outgoing.delay()),
        outgoing.group(),
        outgoing.deduplicationId(),
        outgoing.body());
  }

  @Override
  public List<Delivery> receive(String queue, int max, Duration visibility, Duration wait) {
    QueueLimits.checkReceive(max, visibility, wait);
    QueueState state = state(queue);
    QueueState.Taken taken = state.take(max, visibility, wait.toNanos());
    while (taken.deliveries().isEmpty() && !taken.dead().isEmpty()) {
      bury(queue, taken.dead());
      taken = state.take(max, visibility, taken.waitLeftNanos());
    }
    bury(queue, taken.dead());
    List<Delivery> deliveries = new ArrayList<>();
    for (QueueState.Ticket ticket : taken.deliveries()) {
      log.find(queue, ticket.number())
          .map(message -> delivery(ticket, message))
          .ifPresent(deliveries::add);
    }
    return deliveries;
  }

  private static Delivery delivery(QueueState.Ticket ticket, Message message) {
    return new Delivery(
        Long.toHexString(ticket.number()),
        ticket.receipt(),
        message.body(),
        ticket.receives(),
        message.group());
  }

  private void bury(String queue, List<Long> dead) {
    if (dead.isEmpty()) {
      return;
    }
    String deadLetters = QueueLimits.deadLettersOf(queue);
    QueueState state = state(deadLetters);
    for (long number : dead) {
      Optional<Message> message = log.find(queue, number).map(this::visibleNow);
      if (message.isPresent()) {
        long newNumber = log.nextNumber();
        log.move(queue, number, deadLetters, newNumber, message.get());
        state.add(Map.of(newNumber, message.get()));
      }
    }
  }

  private Message visibleNow(Message message) {
    return new Message(
        message.sentAt(),
        clock.instant(),
        message.group(),
        message.deduplicationId(),
        message.body());
  }

  @Override
  public void delete(String queue, String receipt) {
    state(queue).remove(receipt).ifPresent(number -> log.remove(queue, List.of(number)));
  }

  /** In one commit. */
  @Override
  public void deleteAll(String queue, List<String> receipts) {
    QueueState state = state(queue);
    var numbers = receipts.stream().map(state::remove).flatMap(Optional::stream).toList();
    if (!numbers.isEmpty()) {
      log.remove(queue, numbers);
    }
  }

  @Override
  public void changeVisibility(String queue, String receipt, Duration visibility) {
    QueueLimits.checkVisibility(visibility);
    state(queue).hide(receipt, visibility);
  }

  @Override
  public int depth(String queue) {
    return state(queue).depth();
  }

  /** Removes all messages of a queue; whoever waits there goes home. */
  void purge(String queue) {
    Optional.ofNullable(states.remove(queue)).ifPresent(QueueState::close);
    log.remove(queue, log.all(queue).keySet());
  }

  /** When the next message can be received, maybe long ago; empty if there is none. */
  Optional<Instant> opensAt(String queue) {
    return state(queue).opensAt();
  }

  /** Ends all waiting. */
  void close() {
    closed = true;
    states.values().forEach(QueueState::close);
  }
}
