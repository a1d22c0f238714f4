package dev.fairlead.reapers.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.reapers.PermitSweeper;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Entry point of the permit sweeper. */
public final class PermitSweeperLambda implements RequestHandler<ScheduledEvent, @Nullable Void> {
  private final ScheduleShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public PermitSweeperLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment());
    var clock = InstantSource.system();
    this.shell = new ScheduleShell(new PermitSweeper(aws.ports(), clock)::sweep);
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    shell.serve(event);
    return null;
  }
}
