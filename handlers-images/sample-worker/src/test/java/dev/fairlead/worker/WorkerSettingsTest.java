package dev.fairlead.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.worker.WorkerSettings.Reading;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {
  private static final Map<String, String> BOTH =
      Map.of("FAIRLEAD_WORK_QUEUE_URL", "w", "FAIRLEAD_COMPLETION_QUEUE_URL", "c");

  @Test
  void readsAllOfThem() {
    assertThat(WorkerSettings.from(BOTH))
        .isEqualTo(new Reading.Complete(new WorkerSettings("w", "c", Optional.empty())));
  }

  @Test
  void namesEverythingThatIsMissingInOneLine() {
    assertThat(WorkerSettings.from(Map.of("FAIRLEAD_WORK_QUEUE_URL", " ")))
        .isEqualTo(
            new Reading.Wrong(
                "Missing in the environment: FAIRLEAD_WORK_QUEUE_URL,"
                    + " FAIRLEAD_COMPLETION_QUEUE_URL."));
  }

  @Test
  void refusesAParentThatIsNoProcessId() {
    var environment = new java.util.HashMap<>(BOTH);
    environment.put("FAIRLEAD_PARENT_PID", "12x");
    assertThat(WorkerSettings.from(environment)).isInstanceOf(Reading.Wrong.class);
    environment.put("FAIRLEAD_PARENT_PID", "12");
    assertThat(WorkerSettings.from(environment))
        .isEqualTo(new Reading.Complete(new WorkerSettings("w", "c", Optional.of(12L))));
  }
}
