package dev.fairlead.resourcepool.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.core.id.Ids;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.resourcepool.scheduler.Scheduler;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Entry point of the scheduler's schedule. */
public final class SchedulerTickLambda implements RequestHandler<ScheduledEvent, @Nullable Void> {
  private final ScheduleShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public SchedulerTickLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment());
    var clock = InstantSource.system();
    var holder = new Ids(clock, new SecureRandom()).newUlid();
    this.shell = new ScheduleShell(Scheduler.fifo(aws.ports(), clock, holder)::tick);
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    shell.serve(event);
    return null;
  }
}
