package dev.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fairlead.endpoint.ScheduledTask;

/** Runs a task at each event of a schedule. */
public final class ScheduleShell {
  private final ScheduledTask task;

  public ScheduleShell(ScheduledTask task) {
    this.task = task;
  }

  /**
   * Does one turn. What the task throws is thrown on: Lambda counts it and tries again.
   *
   * @param event not looked at, since the task goes by its own clock and the stored rows
   */
  public void serve(ScheduledEvent event) {
    task.run();
  }
}
