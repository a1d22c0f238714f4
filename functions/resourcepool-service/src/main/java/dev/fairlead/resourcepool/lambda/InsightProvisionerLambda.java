package dev.fairlead.resourcepool.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.resourcepool.provisioner.InsightProvisioner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** Entry point of the insight provisioner. */
public final class InsightProvisionerLambda implements RequestStreamHandler {
  private final ScheduleShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public InsightProvisionerLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.INSIGHT_PROVISIONER);
    var provisioner =
        new InsightProvisioner(aws.ports(), aws.provisioner(), InstantSource.system());
    this.shell = new ScheduleShell(provisioner::turn);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
