package dev.fairlead.reapers.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.lambda.LambdaLog;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.reapers.DataObjectReaper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;

/** Entry point of the data-object reaper's schedule. */
public final class DataObjectReaperLambda implements RequestStreamHandler {
  /** What a deletion that has begun may still take. */
  private static final Duration TO_FINISH = Duration.ofSeconds(30);

  private final ScheduleShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public DataObjectReaperLambda() {
    var settings = ReaperSettings.fromEnvironment();
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.DATA_OBJECT_REAPER);
    var policy =
        new DataObjectReaper.Policy(
            settings.retention(),
            FunctionSpec.DATA_OBJECT_REAPER.timeLimit().minus(TO_FINISH),
            settings.dryRun());
    var reaper =
        new DataObjectReaper(aws.ports(), policy, InstantSource.system(), LambdaLog.lines());
    this.shell = new ScheduleShell(reaper::sweep);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
