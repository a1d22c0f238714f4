package dev.fairlead.reapers.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.reapers.Reclaimer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** Entry point of the reclaimer's schedule. */
public final class ReclaimerLambda implements RequestStreamHandler {
  private final ScheduleShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public ReclaimerLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.RECLAIMER);
    var clock = InstantSource.system();
    var reclaimer = new Reclaimer(aws.ports(), ScheduleSpec.RECLAIMER.every(), clock);
    this.shell = new ScheduleShell(reclaimer::sweep);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
