package dev.fairlead.resourcepool.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.lambda.LambdaLog;
import dev.fairlead.lambda.QueueShell;
import dev.fairlead.resourcepool.scheduler.Scheduler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** Entry point of the scheduler for wake-ups. */
public final class SchedulerLambda implements RequestStreamHandler {
  private final QueueShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public SchedulerLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.SCHEDULER);
    var clock = InstantSource.system();
    var log = LambdaLog.lines();
    this.shell = QueueShell.batches(new Scheduler(aws.ports(), clock)::wake, clock, log);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
