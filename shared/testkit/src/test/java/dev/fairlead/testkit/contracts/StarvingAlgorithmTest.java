package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A suite that lets anything pass would let ours pass. */
class StarvingAlgorithmTest {
  @Test
  void isFoundOut() {
    var suite = new Suite(ShortestAlways.NAME);

    assertThatCode(suite::isFoundByItsName).doesNotThrowAnyException();
    assertThatThrownBy(suite::nothingStarvesBeyondTheBound).isInstanceOf(AssertionError.class);
  }

  @Test
  void isNotFoundWhereNobodyStarves() {
    assertThatCode(new Suite("fifo")::nothingStarvesBeyondTheBound).doesNotThrowAnyException();
  }

  private static final class Suite extends AlgorithmContract {
    private final String name;

    Suite(String name) {
      this.name = name;
    }

    @Override
    protected String name() {
      return name;
    }

    @Override
    protected Duration longestWait() {
      return Duration.ofMinutes(1);
    }
  }
}
