package dev.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fairlead.core.json.Json;
import dev.fairlead.endpoint.ScheduledTask;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

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

  /**
   * Does one turn for an event as Lambda hands it over, in JSON.
   *
   * @throws ForeignEventException when the event is of another kind; nothing was done then
   */
  public void serve(InputStream event, OutputStream response) throws IOException {
    serve(EventReading.schedule(JsonText.parse(event.readAllBytes())));
    response.write(JsonText.write(Json.NULL).getBytes(StandardCharsets.UTF_8));
  }
}
