package dev.fairlead.bench.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundTest {
  private static final Instant BEGUN = Instant.parse("2026-11-23T16:36:50Z");

  @Test
  void tellsHowLongPodsTookToStart() {
    List<Instant> starts =
        IntStream.rangeClosed(1, 100).mapToObj(i -> BEGUN.plusMillis(1_000 - 10L * i)).toList();
    var round = Round.of(Way.PLAIN, BEGUN, BEGUN.plusSeconds(20), starts);

    assertThat(round.perSecond()).isEqualTo(5);
    assertThat(round.start(0.5)).isEqualTo(Duration.ofMillis(490));
    assertThat(round.start(0.99)).isEqualTo(Duration.ofMillis(980));
  }

  @Test
  void comparesBothWaysOverAllRounds() {
    var summary =
        new PodsBench.Summary(
            "v1.20.2",
            3,
            List.of(
                round(Way.FAIRLEAD, 2, 100),
                round(Way.PLAIN, 1, 100),
                round(Way.PLAIN, 2, 300),
                round(Way.FAIRLEAD, 3, 500)));

    assertThat(summary.ofLimit()).isCloseTo(0.6, within(1e-9));
    assertThat(summary.table()).hasSize(4);
    assertThat(summary.table().getLast())
        .startsWith("0.60 of the pods a second")
        .endsWith("Kubernetes v1.20.2, 3 nodes");
    var fairlead = (Json.Obj) ((Json.Obj) summary.json()).field("fairlead").orElseThrow();
    assertThat(fairlead.field("pods")).contains(Json.of(2));
    assertThat(fairlead.field("startP50Millis")).contains(Json.of(100));
    assertThat(fairlead.field("startP99Millis")).contains(Json.of(500));
  }

  @Test
  void readsTheTimeThatStatGives() {
    assertThat(ClockPod.startOf("{\"at\": \"2026-11-23 17:36:52.316805135 +0100\"}\n"))
        .isEqualTo("2026-11-23T16:36:52.316805135Z");
    assertThatThrownBy(() -> ClockPod.startOf("{\"at\": \"stat: not found\"}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stat: not found");
    assertThatThrownBy(() -> ClockPod.startOf("")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void makesTheSamePodBothWays() {
    assertThat(ClockPod.terms("busybox:1").command())
        .isEqualTo(List.of("sh", "-c", ClockPod.terms("other:1").command().getLast()));
    assertThat(ClockPod.terms("busybox:1").image()).isEqualTo("busybox:1");
  }

  private static Round round(Way way, int seconds, int start) {
    return Round.of(way, BEGUN, BEGUN.plusSeconds(seconds), List.of(BEGUN.plusMillis(start)));
  }
}
