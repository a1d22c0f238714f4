package dev.fairlead.bench.metering;

import dev.fairlead.core.port.MessageQueue;
import java.time.Duration;
import java.util.List;

/** Queues that count requests; a batch of ten is one, and an empty receive is free of counting. */
record MeteredQueues(MessageQueue real, Meter meter) implements MessageQueue {
  private static final int BATCH = 10;

  @Override
  public void send(String queue, List<Outgoing> messages) {
    meter.requested(Math.ceilDiv(messages.size(), BATCH));
    real.send(queue, messages);
  }

  @Override
  public List<Delivery> receive(String queue, int max, Duration visibility, Duration wait) {
    List<Delivery> received = real.receive(queue, max, visibility, wait);
    meter.requested(received.isEmpty() ? 0 : 1);
    return received;
  }

  @Override
  public void delete(String queue, String receipt) {
    meter.requested(1);
    real.delete(queue, receipt);
  }

  @Override
  public void deleteAll(String queue, List<String> receipts) {
    meter.requested(Math.ceilDiv(receipts.size(), BATCH));
    receipts.forEach(receipt -> real.delete(queue, receipt));
  }

  @Override
  public void changeVisibility(String queue, String receipt, Duration visibility) {
    meter.requested(1);
    real.changeVisibility(queue, receipt, visibility);
  }

  @Override
  public int depth(String queue) {
    return real.depth(queue);
  }
}
