package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.EnvironmentName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InsightQueueTest {
  private static final EnvironmentName LONGEST =
      new EnvironmentName("e".repeat(EnvironmentName.MAX_LENGTH));

  /** What ids of insights can look like at their worst, and a bit beyond. */
  private static final List<String> IDS =
      List.of(
          "a",
          "A",
          "shop",
          "Shop",
          "sh_op",
          "sh-op",
          "sh__op",
          "0",
          "default",
          "z-",
          "z_",
          "encode-the-new-episodes-of-every-series-1",
          "encode-the-new-episodes-of-every-series-2",
          "x".repeat(40),
          "_".repeat(39) + "a",
          "ein Ä und ein /");

  @Test
  void isGoodForAQueueItsDeadLettersAndAStack() {
    assertThat(IDS)
        .map(InsightQueue::nameOf)
        .allSatisfy(name -> assertThat(name).matches("[A-Za-z][A-Za-z0-9-]{0,40}"))
        .allSatisfy(name -> assertThat(LONGEST.naming(name) + "-dlq").hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void isAnotherForEachId() {
    assertThat(IDS.stream().map(InsightQueue::nameOf)).doesNotHaveDuplicates();
  }

  @Test
  void tellsAPersonWhoseItIs() {
    assertThat(InsightQueue.nameOf("Night_Shift")).startsWith("Insight-night-shift-");
  }

  /** Else what a function may do with its environment's queues it could with another's. */
  @Test
  void startsAsNoNameOfAnotherEnvironmentCan() {
    String ours = new EnvironmentName("a").naming(InsightQueue.nameOf("x"));

    assertThat(Stream.of("a-insight", "a-insight-x").map(EnvironmentName::new))
        .noneMatch(
            other -> other.naming("").startsWith(ours.substring(0, "fairlead-a-I".length())));
    assertThat(EnvironmentName.isValid("a-Insight")).isFalse();
  }
}
