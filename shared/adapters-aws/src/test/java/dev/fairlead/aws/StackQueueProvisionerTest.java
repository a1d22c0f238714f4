package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.InsightStack;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.QueueProvisioner;
import dev.fairlead.core.port.QueueProvisioner.State;
import dev.fairlead.testkit.contracts.QueueProvisionerContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StackQueueProvisionerTest extends QueueProvisionerContract {
  private static final String QUEUE = "Insight-shop-0123456789ab";
  private static final String STACK = "fairlead-test-Insight-shop-0123456789ab";

  private final FakeCloudFormation stacks = new FakeCloudFormation();
  private final AwsAdapters aws = EmulatedAws.with().cloudFormation(stacks.address()).open();

  @AfterEach
  void close() {
    aws.close();
    stacks.close();
  }

  @Override
  protected QueueProvisioner provisioner() {
    return aws.provisioner();
  }

  @Override
  protected void letItHappen() {
    stacks.finish();
  }

  @Test
  void isAStackOfTheEnvironmentWithTheExecutorAsItsReader() {
    provisioner().provide(QUEUE, false);

    assertThat(stacks.names()).containsExactly(STACK);
    var stack = stacks.stack(STACK);
    assertThat(stack.template).isEqualTo(InsightStack.template());
    assertThat(stack.tags).isEqualTo(Map.of("fairlead:environment", "test"));
    assertThat(stack.parameters)
        .isEqualTo(
            Map.of("Name", STACK, "Executor", "fairlead-test-permit:live", "IsRead", "false"));
  }

  @Test
  void isChangingUntilItIsDone() {
    provisioner().provide(QUEUE, false);
    assertThat(provisioner().find(QUEUE)).isEqualTo(State.CHANGING);
    stacks.finish();

    provisioner().provide(QUEUE, true);
    assertThat(provisioner().find(QUEUE)).isEqualTo(State.CHANGING);
    stacks.finish();

    provisioner().remove(QUEUE);
    assertThat(provisioner().find(QUEUE)).isEqualTo(State.CHANGING);
  }

  @Test
  void nothingIsAskedOfAStackThatIsChanging() {
    provisioner().provide(QUEUE, false);

    provisioner().provide(QUEUE, true);

    assertThat(stacks.actions()).containsExactly("CreateStack");
    assertThat(stacks.stack(STACK).parameters).containsEntry("IsRead", "false");
  }

  @Test
  void aQueueThatCouldNotBeMadeIsBrokenUntilItIsRemoved() {
    provisioner().provide(QUEUE, true);
    stacks.fail();
    assertThat(provisioner().find(QUEUE)).isEqualTo(State.BROKEN);
    provisioner().provide(QUEUE, true);
    assertThat(stacks.actions()).containsExactly("CreateStack");

    provisioner().remove(QUEUE);
    stacks.finish();
    provisioner().provide(QUEUE, true);
    stacks.finish();

    assertThat(provisioner().find(QUEUE)).isEqualTo(State.READ);
  }

  @Test
  void aChangeThatFailedLeavesItAsItWas() {
    provisioner().provide(QUEUE, false);
    stacks.finish();

    provisioner().provide(QUEUE, true);
    stacks.fail();

    assertThat(provisioner().find(QUEUE)).isEqualTo(State.RESTING);
  }

  @Test
  void aRemovalThatFailedCanBeAskedForAgain() {
    provisioner().provide(QUEUE, false);
    stacks.finish();

    provisioner().remove(QUEUE);
    stacks.fail();
    assertThat(provisioner().find(QUEUE)).isEqualTo(State.BROKEN);

    provisioner().remove(QUEUE);
    stacks.finish();
    assertThat(provisioner().find(QUEUE)).isEqualTo(State.ABSENT);
  }

  @Test
  void tellsWhenCloudFormationRefuses() {
    assertThatThrownBy(() -> provisioner().provide("Insight_with_underscores", false))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("making the stack of Insight_with_underscores");
  }
}
