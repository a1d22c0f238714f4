package dev.fairlead.bench.makespan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.bench.home.HomeClient;
import dev.fairlead.core.json.Json;
import dev.fairlead.local.HostOptions;
import dev.fairlead.local.LocalHost;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakespanBenchTest {
  @TempDir Path home;

  @Test
  void runsAThousandTasksInTheOrderOfTheirDependencies() {
    var said = new ArrayList<String>();
    try (var host = LocalHost.start(new HostOptions(0, home, false, home, Optional.empty()));
        var client = new HomeClient(host.address().toString(), host.token())) {
      var summary =
          new MakespanBench(client, said::add)
              .run(List.of(GeneratedRecording.thousand(7)), List.of(Duration.ofMillis(5)));

      assertThat(said).singleElement().asString().startsWith("study-1000 at 5 ms: ");
      assertThat(summary.passed()).isTrue();
      assertThat(summary.json().toString()).contains("tasks");
      assertThat(summary.table()).hasSize(2);
    }
  }

  @Test
  void measuresTheShapeOfARecording() {
    var shape = Shape.of(GeneratedRecording.forkJoin(1, 40).agenda(BigDecimal.ONE));

    assertThat(shape.operations()).isEqualTo(42);
    assertThat(shape.depth()).isEqualTo(3);
    assertThat(shape.width()).isEqualTo(40);
    assertThat(shape.criticalPath()).isLessThan(shape.work());
    assertThat(shape.mean()).isEqualTo(shape.work().dividedBy(42));
  }

  @Test
  void makesTheSameRecordingOfTheSameSeed() {
    assertThat(GeneratedRecording.all(3)).isEqualTo(GeneratedRecording.all(3));
    assertThat(GeneratedRecording.all(3)).isNotEqualTo(GeneratedRecording.all(4));
    assertThat(GeneratedRecording.all(1))
        .extracting(recording -> Shape.of(recording.agenda(BigDecimal.ONE)).operations())
        .contains(1000);
  }

  @Test
  void saysWhyARecordingCannotBeRun() {
    assertThatThrownBy(() -> new Recording("broken", Json.EMPTY).agenda(BigDecimal.ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken can't be imported")
        .hasMessageContaining("/workflow");
  }
}
