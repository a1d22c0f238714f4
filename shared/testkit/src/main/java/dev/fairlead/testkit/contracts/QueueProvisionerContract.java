package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.QueueProvisioner;
import dev.fairlead.core.port.QueueProvisioner.State;
import org.junit.jupiter.api.Test;

/**
 * What everyone does who provides queues. Each test has a queue of its own.
 *
 * <p>An implementation extends this and gives {@link #provisioner} and {@link #letItHappen}.
 */
public abstract class QueueProvisionerContract {
  private final String queue = "Insight-" + UniqueNames.forTestOf(getClass());

  /** The one under test; the same one throughout a test. */
  protected abstract QueueProvisioner provisioner();

  /** Returns once all that was asked for is done. */
  protected abstract void letItHappen();

  @Test
  void thereIsNothingUntilItIsAskedFor() {
    assertThat(provisioner().find(queue)).isEqualTo(State.ABSENT);
  }

  @Test
  void comesAndRests() {
    provide(false);

    assertThat(provisioner().find(queue)).isEqualTo(State.RESTING);
  }

  @Test
  void comesAndIsRead() {
    provide(true);

    assertThat(provisioner().find(queue)).isEqualTo(State.READ);
  }

  @Test
  void isReadAndRestsAsIsAsked() {
    provide(false);
    provide(true);
    assertThat(provisioner().find(queue)).isEqualTo(State.READ);

    provide(false);
    assertThat(provisioner().find(queue)).isEqualTo(State.RESTING);
  }

  @Test
  void askingTwiceIsAskingOnce() {
    provisioner().provide(queue, true);
    provide(true);
    provide(true);

    assertThat(provisioner().find(queue)).isEqualTo(State.READ);
  }

  @Test
  void goesAndComesAgain() {
    provide(true);

    remove();
    assertThat(provisioner().find(queue)).isEqualTo(State.ABSENT);

    provide(false);
    assertThat(provisioner().find(queue)).isEqualTo(State.RESTING);
  }

  @Test
  void removingWhatIsNotThereDoesNothing() {
    remove();
    remove();

    assertThat(provisioner().find(queue)).isEqualTo(State.ABSENT);
  }

  @Test
  void leavesOthersAlone() {
    String other = queue + "-2";
    provide(true);
    provisioner().provide(other, false);
    letItHappen();

    remove();

    assertThat(provisioner().find(other)).isEqualTo(State.RESTING);
  }

  private void provide(boolean isRead) {
    provisioner().provide(queue, isRead);
    letItHappen();
  }

  private void remove() {
    provisioner().remove(queue);
    letItHappen();
  }
}
