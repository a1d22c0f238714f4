package dev.fairlead.reapers.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaperSettingsTest {
  @Test
  void readsBoth() {
    assertThat(
            ReaperSettings.from(
                Map.of("FAIRLEAD_RETENTION_DAYS", "30", "FAIRLEAD_REAPER_DRY_RUN", "true")))
        .isEqualTo(new ReaperSettings(Duration.ofDays(30), true));
    assertThat(
            ReaperSettings.from(
                Map.of("FAIRLEAD_RETENTION_DAYS", "3650", "FAIRLEAD_REAPER_DRY_RUN", "false")))
        .isEqualTo(new ReaperSettings(Duration.ofDays(3650), false));
  }

  @Test
  void namesAllThatIsMissing() {
    assertThatThrownBy(() -> ReaperSettings.from(Map.of()))
        .hasMessageContaining("FAIRLEAD_RETENTION_DAYS")
        .hasMessageContaining("FAIRLEAD_REAPER_DRY_RUN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3651", "-1", "ten", "1.5", "99999"})
  void refusesWhatIsNoNumberOfDays(String days) {
    assertThatThrownBy(() ->
            ReaperSettings.from(
                Map.of("FAIRLEAD_RETENTION_DAYS", days, "FAIRLEAD_REAPER_DRY_RUN", "false")))
        .hasMessageContaining("\"" + days + "\" but must be 1 to 3650")
        .hasMessageNotContaining("DRY_RUN");
  }
}
