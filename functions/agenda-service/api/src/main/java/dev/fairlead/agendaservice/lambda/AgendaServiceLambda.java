package dev.fairlead.agendaservice.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.agendaservice.AgendaService;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.catalog.HandlerSpec.Place;
import dev.fairlead.core.id.Ids;
import dev.fairlead.endpoint.Router;
import dev.fairlead.lambda.HttpShell;
import dev.fairlead.lambda.LambdaLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;

/** Entry point of the agenda service. */
public final class AgendaServiceLambda implements RequestStreamHandler {
  private final HttpShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public AgendaServiceLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.AGENDA_SERVICE);
    var clock = InstantSource.system();
    var ids = new Ids(clock, new SecureRandom());
    var log = LambdaLog.lines();
    var types = HandlerSpec.typesAt(Set.of(Place.RESIDENT, Place.QUEUE));
    var service = new AgendaService(aws.ports(), aws.uploads(), types, ids, clock);
    this.shell =
        new HttpShell(new Router<>(AgendaService.ROUTES, service::endpoint, ids, clock, log));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
