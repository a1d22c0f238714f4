package dev.fairlead.store;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.scheduling.AccountKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Has an insight's scheduler take a turn. As a message it is the insight's id, and then, where
 * somebody new waits, the lane and the customer; or that sub-agendas wait. Those of one insight are
 * handed out one batch after the other, so that its schedulers rarely race.
 *
 * @param account who may not contend yet though an agenda of his waits
 * @param isOfKin whether sub-agendas may wait for what their parents hold
 */
public record WakeUp(String insight, Optional<AccountKey> account, boolean isOfKin) {
  private static final String KIN = "kin";

  /** There is room again, or something to settle. */
  public static WakeUp of(String insight) {
    return new WakeUp(insight, Optional.empty(), false);
  }

  /** There is room again after a sub-agenda, behind which others may wait. */
  public static WakeUp ofKin(String insight) {
    return new WakeUp(insight, Optional.empty(), true);
  }

  /** An agenda came to wait. */
  public static WakeUp of(Place place, AgendaKey agenda) {
    return place.isOfKin()
        ? ofKin(place.insight())
        : new WakeUp(
            place.insight(), Optional.of(new AccountKey(agenda.customer(), place.lane())), false);
  }

  /** Reads a message. */
  public static WakeUp parse(String message) {
    String[] words = message.split(" ", -1);
    return switch (words.length) {
      case 2 -> ofKin(words[0]);
      case 3 ->
          new WakeUp(
              words[0],
              Optional.of(new AccountKey(new CustomerId(words[2]), Integer.parseInt(words[1]))),
              false);
      default -> of(message);
    };
  }

  /** The message. */
  public String message() {
    return insight
        + (isOfKin ? " " + KIN : "")
        + account.map(waiting -> " " + waiting.lane() + " " + waiting.customer()).orElse("");
  }

  /** The promise to send it. */
  public Outbox.Promise promise(Ids ids, Instant now) {
    return new Outbox.Promise(ids.newUlid(), QueueSpec.WAKE.queueName(), message(), now);
  }

  /** Sends it; may be lost. Cost: 1 request. */
  public void send(MessageQueue queues, Ids ids) {
    queues.send(
        QueueSpec.WAKE.queueName(),
        List.of(MessageQueue.Outgoing.inGroup(message(), insight, ids.newUlid())));
  }

  /** Sends it if that works at once; else the tick comes to it. Cost: 1 request. */
  public void hint(MessageQueue queues, Ids ids) {
    try {
      send(queues, ids);
    } catch (PortException unsent) {
      // What it would tell of is stored, and the caller is to hear that.
      if (!unsent.fault().isRetryable()) {
        throw unsent;
      }
    }
  }
}
