package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.QueueProvisioner;
import dev.fairlead.core.port.QueueProvisioner.State;
import dev.fairlead.testkit.contracts.QueueProvisionerContract;
import dev.fairlead.testkit.time.SettableClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedQueueProvisionerTest extends QueueProvisionerContract {
  private static final SettableClock CLOCK = SettableClock.somewhen();

  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(CLOCK);

  @Override
  protected QueueProvisioner provisioner() {
    return adapters.provisioner();
  }

  /** It has. */
  @Override
  protected void letItHappen() {}

  @Test
  void tellsWhichAreToBeRead() {
    provisioner().provide("Insight-b", true);
    provisioner().provide("Insight-c", false);
    provisioner().provide("Insight-a", true);

    assertThat(adapters.providedQueues()).containsExactly("Insight-a", "Insight-b");
  }

  @Test
  void takesItsMessagesAndDeadLettersAlong() {
    provisioner().provide("Insight-a", true);
    for (String queue : List.of("Insight-a", "Insight-a-dlq", "Insight-ab")) {
      adapters.queues().send(queue, List.of(Outgoing.of("x"), Outgoing.of("y")));
    }

    provisioner().remove("Insight-a");

    assertThat(adapters.queues().depth("Insight-a")).isZero();
    assertThat(adapters.queues().depth("Insight-a-dlq")).isZero();
    assertThat(adapters.queues().depth("Insight-ab")).isEqualTo(2);
  }

  @Test
  void outlivesTheProcess(@TempDir Path folder) {
    try (var first = EmbeddedAdapters.onDisk(folder, CLOCK)) {
      first.provisioner().provide("Insight-a", true);
      first.provisioner().provide("Insight-b", true);
      first.provisioner().remove("Insight-b");
    }

    try (var second = EmbeddedAdapters.onDisk(folder, CLOCK)) {
      assertThat(second.provisioner().find("Insight-a")).isEqualTo(State.READ);
      assertThat(second.providedQueues()).containsExactly("Insight-a");
    }
  }

  @Test
  void refusesANameThatSqsWouldRefuse() {
    assertThatThrownBy(() -> provisioner().provide("Insight a", true))
        .isInstanceOf(PortException.class);
  }
}
