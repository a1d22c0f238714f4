package dev.fairlead.reapers.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.lambda.LambdaLog;
import dev.fairlead.lambda.QueueShell;
import dev.fairlead.reapers.Reclaimer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** Entry point of the reclaimer for delayed alarms. */
public final class AlarmLambda implements RequestStreamHandler {
  private final QueueShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public AlarmLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.ALARM);
    var clock = InstantSource.system();
    var log = LambdaLog.lines();
    var reclaimer = new Reclaimer(aws.ports(), ScheduleSpec.RECLAIMER.every(), clock);
    this.shell = QueueShell.batches(reclaimer::alarms, clock, log);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
