package dev.fairlead.progress.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.Ids;
import dev.fairlead.endpoint.Router;
import dev.fairlead.lambda.HttpShell;
import dev.fairlead.lambda.LambdaLog;
import dev.fairlead.progress.ProgressService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Entry point of the progress service. */
public final class ProgressServiceLambda implements RequestStreamHandler {
  private final HttpShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public ProgressServiceLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.PROGRESS_SERVICE);
    var clock = InstantSource.system();
    var ids = new Ids(clock, new SecureRandom());
    var log = LambdaLog.lines();
    var service = new ProgressService(aws.ports(), clock);
    this.shell =
        new HttpShell(
            new Router<>(List.of(Route.Progress.values()), service::endpoint, ids, clock, log));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
