package dev.fairlead.core.run;

import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.RetryPolicy;
import dev.fairlead.core.json.Json;
import java.util.List;

/** An operation of a {@link Scenario}: a process that waits for nothing, unless said otherwise. */
record ScenarioOperation(String name, String type, List<String> dependsOn, int attempts) {
  /** Its launcher knows whether it lives, and is asked again after 5 s. */
  static final String PROCESS = "process";

  /** It beats; it is ordered again, or counts as lost, after 60 s of silence. */
  static final String QUEUED = "queued";

  static ScenarioOperation op(String name) {
    return new ScenarioOperation(name, PROCESS, List.of(), 1);
  }

  ScenarioOperation after(String... names) {
    return new ScenarioOperation(name, type, List.of(names), attempts);
  }

  ScenarioOperation queued() {
    return new ScenarioOperation(name, QUEUED, dependsOn, attempts);
  }

  ScenarioOperation attempts(int most) {
    return new ScenarioOperation(name, type, dependsOn, most);
  }

  OperationSpec spec() {
    return new OperationSpec(
        name, type, Json.EMPTY, dependsOn, new RetryPolicy(attempts), Json.EMPTY);
  }
}
