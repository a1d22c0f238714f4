package dev.fairlead.worker;

import dev.fairlead.catalog.Setting;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker is told by its environment.
 *
 * @param workQueueUrl {@code FAIRLEAD_WORK_QUEUE_URL}
 * @param completionQueueUrl {@code FAIRLEAD_COMPLETION_QUEUE_URL}
 * @param parentPid {@code FAIRLEAD_PARENT_PID}: the worker ends with this process; may be missing
 */
public record WorkerSettings(
    String workQueueUrl, String completionQueueUrl, Optional<Long> parentPid) {
  /** The settings, or one line that says what is wrong with them. */
  public sealed interface Reading {
    record Complete(WorkerSettings settings) implements Reading {}

    record Wrong(String sentence) implements Reading {}
  }

  public static Reading fromEnvironment() {
    return from(System.getenv());
  }

  static Reading from(Map<String, String> environment) {
    var missing = new ArrayList<String>();
    for (Setting setting : Setting.of(Setting.Reader.WORKER)) {
      if (setting.need() == Setting.Need.REQUIRED && value(environment, setting).isBlank()) {
        missing.add(setting.variable());
      }
    }
    if (!missing.isEmpty()) {
      return new Reading.Wrong("Missing in the environment: " + String.join(", ", missing) + ".");
    }
    var parent = value(environment, Setting.PARENT_PID);
    if (!parent.matches("[0-9]{0,18}")) {
      return new Reading.Wrong(
          Setting.PARENT_PID.variable() + " is a process id, not \"" + parent + "\".");
    }
    return new Reading.Complete(
        new WorkerSettings(
            value(environment, Setting.WORK_QUEUE_URL),
            value(environment, Setting.COMPLETION_QUEUE_URL),
            parent.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(parent))));
  }

  private static String value(Map<String, String> environment, Setting setting) {
    return environment.getOrDefault(setting.variable(), "");
  }
}
