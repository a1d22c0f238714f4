package dev.fairlead.resourcepool.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.lease.Drivers;
import dev.fairlead.lambda.LambdaLog;
import dev.fairlead.lambda.QueueShell;
import dev.fairlead.resourcepool.allocator.Allocator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Entry point of the allocator for wake-ups. */
public final class AllocatorLambda implements RequestStreamHandler {
  private final QueueShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public AllocatorLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.ALLOCATOR);
    var clock = InstantSource.system();
    var allocator =
        new Allocator(aws.ports(), Drivers::find, new Ids(clock, new SecureRandom()), clock);
    this.shell = QueueShell.singly(allocator::wake, clock, LambdaLog.lines());
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
