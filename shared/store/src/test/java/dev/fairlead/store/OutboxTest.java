package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.PortException;
import dev.fairlead.store.Outbox.Promise;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.faults.QueueFault;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final String QUEUE = "wake";

  private final Stack stack = new Stack();
  private final Outbox outbox = new Outbox(stack.items, stack.queues);
  private final Promise promise = new Promise("id", QUEUE, "default", stack.clock.instant());

  @Test
  void sendsAndForgets() {
    stack.items.write(outbox.write(promise));
    assertThat(pending()).containsExactly(promise);

    outbox.keep(promise);

    assertThat(sent()).isEqualTo(1);
    assertThat(pending()).isEmpty();
  }

  @Test
  void sendsTwiceWhenItCrashedBetweenSendingAndForgetting() {
    stack.items.write(outbox.write(promise));
    var crashing =
        new Outbox(
            stack.failing(new FaultScript().then(new ItemFault.TimedOutAndNotDone())),
            stack.queues);
    assertThatThrownBy(() -> crashing.keep(promise)).isInstanceOf(PortException.class);

    pending().forEach(outbox::keep);

    assertThat(sent()).isEqualTo(2);
    assertThat(pending()).isEmpty();
  }

  @Test
  void keepsThePromiseWhenItCouldNotSend() {
    stack.items.write(outbox.write(promise));
    var unheard =
        new Outbox(
            stack.items, stack.failingQueues(new FaultScript().then(new QueueFault.Throttled())));

    unheard.keepNow(promise);

    assertThat(sent()).isZero();
    assertThat(pending()).containsExactly(promise);
  }

  @Test
  void findsEveryPromiseInSomeShard() {
    var promises =
        IntStream.range(0, 100)
            .mapToObj(i -> new Promise("id" + i, QUEUE, "body", stack.clock.instant()))
            .toList();
    promises.forEach(each -> stack.items.write(outbox.write(each)));

    assertThat(pending()).containsExactlyInAnyOrderElementsOf(promises);
  }

  private List<Promise> pending() {
    return IntStream.range(0, Outbox.SHARDS)
        .boxed()
        .flatMap(shard -> outbox.pending(shard, 1000).stream())
        .toList();
  }

  private int sent() {
    return stack.queues.depth(QUEUE);
  }
}
