package dev.fairlead.local.sqs;

import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queues that write down what they are asked, and answer what was laid ready. */
final class ListedQueues implements MessageQueue {
  final List<String> asked = new ArrayList<>();
  final List<Outgoing> sent = new ArrayList<>();
  final List<Delivery> ready = new ArrayList<>();
  Optional<PortException> fault = Optional.empty();

  @Override
  public synchronized void send(String queue, List<Outgoing> messages) {
    note("send " + queue);
    sent.addAll(messages);
  }

  @Override
  public synchronized List<Delivery> receive(
      String queue, int max, Duration visibility, Duration wait) {
    note("receive " + queue + " " + max + " " + visibility + " " + wait);
    return List.copyOf(ready);
  }

  @Override
  public synchronized void delete(String queue, String receipt) {
    note("delete " + queue + " " + receipt);
  }

  @Override
  public synchronized void changeVisibility(String queue, String receipt, Duration visibility) {
    note("hide " + queue + " " + receipt + " " + visibility);
  }

  @Override
  public synchronized int depth(String queue) {
    note("depth " + queue);
    return 3;
  }

  private void note(String what) {
    fault.ifPresent(e -> {
      throw e;
    });
    asked.add(what);
  }
}
