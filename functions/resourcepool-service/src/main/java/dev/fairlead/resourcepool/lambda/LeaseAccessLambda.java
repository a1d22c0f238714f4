package dev.fairlead.resourcepool.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.HostRoute;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.lease.Drivers;
import dev.fairlead.endpoint.Router;
import dev.fairlead.lambda.HttpShell;
import dev.fairlead.lambda.LambdaLog;
import dev.fairlead.resourcepool.access.AccessService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Entry point of access to what leases are on. */
public final class LeaseAccessLambda implements RequestStreamHandler {
  private final HttpShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public LeaseAccessLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.LEASE_ACCESS);
    var clock = InstantSource.system();
    var service = new AccessService(aws.ports(), Drivers::find, clock);
    this.shell =
        new HttpShell(
            new Router<>(
                List.of(HostRoute.values()),
                service::endpoint,
                new Ids(clock, new SecureRandom()),
                clock,
                LambdaLog.lines()));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
