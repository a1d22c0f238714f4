package dev.fairlead.launcher.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.lambda.LambdaLog;
import dev.fairlead.lambda.QueueShell;
import dev.fairlead.launcher.PodLauncher;
import dev.fairlead.launcher.PodReports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** Entry point of the launcher for orders. */
public final class PodLauncherLambda implements RequestStreamHandler {
  private final QueueShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public PodLauncherLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.POD_LAUNCHER);
    var clock = InstantSource.system();
    var cluster = ClusterOfEnvironment.open(LauncherSettings.fromEnvironment(), aws, clock);
    var reports = new PodReports(cluster, aws.ports(), PodReports.Logs.AT_END, clock);
    var launcher = new PodLauncher(cluster, reports, aws.ports(), clock);
    this.shell = QueueShell.batches(launcher::orders, clock, LambdaLog.lines());
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
