package dev.fairlead.progress.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.Ids;
import dev.fairlead.endpoint.JsonLines;
import dev.fairlead.endpoint.Router;
import dev.fairlead.lambda.HttpShell;
import dev.fairlead.progress.ProgressService;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Entry point of the progress service. */
public final class ProgressServiceLambda
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final HttpShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public ProgressServiceLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment());
    var clock = InstantSource.system();
    var ids = new Ids(clock, new SecureRandom());
    var log = new JsonLines(LambdaRuntime.getLogger()::log);
    var service = new ProgressService(aws.ports());
    this.shell =
        new HttpShell(
            new Router<>(List.of(Route.Progress.values()), service::endpoint, ids, clock, log));
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return shell.serve(event);
  }
}
