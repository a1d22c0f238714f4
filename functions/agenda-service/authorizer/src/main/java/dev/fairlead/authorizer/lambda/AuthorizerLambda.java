package dev.fairlead.authorizer.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.authorizer.Authorizer;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.lambda.AuthorizerShell;
import dev.fairlead.store.identity.ApiTokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Entry point of the custom authorizer on AWS. */
public final class AuthorizerLambda implements RequestStreamHandler {
  private final AuthorizerShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public AuthorizerLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.AUTHORIZER);
    var clock = InstantSource.system();
    var tokens = new ApiTokens(aws.items(), new Ids(clock, new SecureRandom()), clock);
    this.shell = new AuthorizerShell(new Authorizer(tokens));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
