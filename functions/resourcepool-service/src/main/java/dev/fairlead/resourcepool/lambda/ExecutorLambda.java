package dev.fairlead.resourcepool.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.lambda.LambdaLog;
import dev.fairlead.lambda.QueueShell;
import dev.fairlead.resourcepool.executor.Executor;
import dev.fairlead.resourcepool.executor.NoProcesses;
import dev.fairlead.resourcepool.executor.Patience;
import dev.fairlead.resourcepool.http.AddressPolicy;
import dev.fairlead.resourcepool.http.SocketHttpCaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Entry point of the executor for reports. */
public final class ExecutorLambda implements RequestStreamHandler {
  private final QueueShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public ExecutorLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.EXECUTOR);
    var clock = InstantSource.system();
    var log = LambdaLog.lines();
    var executor =
        new Executor(
            aws.ports(),
            new NoProcesses(),
            new SocketHttpCaller(AddressPolicy.PUBLIC_ONLY),
            Patience.ON_AWS,
            new Ids(clock, new SecureRandom()),
            clock);
    this.shell = QueueShell.batches(executor::reports, clock, log);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
