package dev.fairlead.launcher.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.launcher.PodMonitor;
import dev.fairlead.launcher.PodReports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** Entry point of the pod monitor's schedule. */
public final class PodMonitorLambda implements RequestStreamHandler {
  private final ScheduleShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public PodMonitorLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.POD_MONITOR);
    var clock = InstantSource.system();
    var cluster = ClusterOfEnvironment.open(LauncherSettings.fromEnvironment(), aws, clock);
    var reports = new PodReports(cluster, aws.ports(), PodReports.Logs.AT_END, clock);
    this.shell = new ScheduleShell(new PodMonitor(cluster, reports)::sweep);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
