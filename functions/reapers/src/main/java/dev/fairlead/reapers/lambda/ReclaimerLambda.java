package dev.fairlead.reapers.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.reapers.Reclaimer;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Entry point of the reclaimer's schedule. */
public final class ReclaimerLambda implements RequestHandler<ScheduledEvent, @Nullable Void> {
  private final ScheduleShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public ReclaimerLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment());
    var clock = InstantSource.system();
    var reclaimer = new Reclaimer(aws.ports(), ScheduleSpec.RECLAIMER.every(), clock);
    this.shell = new ScheduleShell(reclaimer::sweep);
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    shell.serve(event);
    return null;
  }
}
