package dev.fairlead.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatcherSettingsTest {
  @Test
  void watchesAllNamespacesUnlessSomeAreNamed() {
    var usual = WatcherSettings.from(Map.of());

    assertThat(usual.namespaces()).isEmpty();
    assertThat(usual.every()).isEqualTo(Duration.ofSeconds(20));
    assertThat(usual.port()).isEqualTo(8080);
    assertThat(
            WatcherSettings.from(Map.of("FAIRLEAD_WATCH_NAMESPACES", "jobs-b, jobs-a,,"))
                .namespaces())
        .containsExactlyElementsOf(List.of("jobs-a", "jobs-b"));
  }

  @ParameterizedTest
  @CsvSource({
    "FAIRLEAD_WATCH_NAMESPACES, Jobs",
    "FAIRLEAD_WATCH_SECONDS, 4",
    "FAIRLEAD_WATCH_SECONDS, often",
    "FAIRLEAD_HEALTH_PORT, 65536"
  })
  void namesWhatIsWrong(String name, String value) {
    assertThatThrownBy(() -> WatcherSettings.from(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name);
  }
}
