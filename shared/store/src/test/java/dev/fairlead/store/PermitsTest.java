package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.QueueFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private static final String OWN = InsightQueue.nameOf("shop");
  private static final String ALL = QueueSpec.PERMITS.queueName();

  private final Stack stack = new Stack();

  @Test
  void goToTheQueueOfAllUntilTheInsightsOwnIsRead() {
    new Permits(stack.queues).send(Ledger.empty("shop"), 3);

    assertThat(stack.queues.depth(ALL)).isEqualTo(3);
    assertThat(stack.queues.depth(OWN)).isZero();
  }

  @Test
  void goToTheInsightsOwnQueueWhileThatIsRead() {
    new Permits(stack.queues).send(Ledger.empty("shop").routed(true), 3);

    assertThat(stack.queues.depth(ALL)).isZero();
    assertThat(stack.queues.depth(OWN)).isEqualTo(3);
    assertThat(stack.queues.receive(OWN, 1, Duration.ZERO, Duration.ZERO))
        .extracting(MessageQueue.Delivery::body)
        .containsExactly("shop");
  }

  @Test
  void goToTheQueueOfAllWhenTheInsightsOwnIsGone() {
    var gone = new FaultScript().then(new QueueFault.TimedOutAndNotDone());

    new Permits(stack.failingQueues(gone)).send(Ledger.empty("shop").routed(true), 12);

    assertThat(stack.queues.depth(ALL)).isEqualTo(12);
  }

  @Test
  void tellOfBothFailures() {
    var gone =
        new FaultScript()
            .then(new QueueFault.TimedOutAndNotDone())
            .then(new QueueFault.Throttled());
    var permits = new Permits(stack.failingQueues(gone));

    assertThatThrownBy(() -> permits.send(Ledger.empty("shop").routed(true), 1))
        .isInstanceOfSatisfying(
            PortException.class, last -> assertThat(last.fault()).isEqualTo(Fault.THROTTLED))
        .satisfies(last -> assertThat(last.getSuppressed()).hasSize(1));
  }
}
