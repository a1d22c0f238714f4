package dev.fairlead.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleShellTest {
  @Test
  void doesOneTurnForEachEvent() {
    List<String> turns = new ArrayList<>();
    var shell = new ScheduleShell(() -> turns.add("turn"));

    shell.serve(new ScheduledEvent());
    shell.serve(new ScheduledEvent());

    assertThat(turns).hasSize(2);
  }

  @Test
  void throwsOnWhatTheTaskThrows() {
    var failure = new IllegalStateException("broken");
    var shell =
        new ScheduleShell(() -> {
          throw failure;
        });

    assertThatThrownBy(() -> shell.serve(new ScheduledEvent())).isSameAs(failure);
  }
}
