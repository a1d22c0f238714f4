package dev.fairlead.launcher.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.launcher.PodReaper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** Entry point of the pod reaper's schedule. */
public final class PodReaperLambda implements RequestStreamHandler {
  private final ScheduleShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public PodReaperLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.POD_REAPER);
    var clock = InstantSource.system();
    var cluster = ClusterOfEnvironment.open(LauncherSettings.fromEnvironment(), aws, clock);
    this.shell = new ScheduleShell(new PodReaper(cluster, aws.ports(), clock)::sweep);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
