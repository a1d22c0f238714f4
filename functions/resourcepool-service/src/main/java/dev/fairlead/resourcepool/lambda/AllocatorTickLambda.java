package dev.fairlead.resourcepool.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.lease.Drivers;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.resourcepool.allocator.Allocator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Entry point of the allocator's schedule. */
public final class AllocatorTickLambda implements RequestStreamHandler {
  private final ScheduleShell shell;

  /** Composes the function. Refuses to start when a setting is missing. */
  public AllocatorTickLambda() {
    var aws = AwsAdapters.open(AwsSettings.fromEnvironment(), FunctionSpec.ALLOCATOR_TICK);
    var clock = InstantSource.system();
    var allocator =
        new Allocator(aws.ports(), Drivers::find, new Ids(clock, new SecureRandom()), clock);
    this.shell = new ScheduleShell(allocator::tick);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    shell.serve(event, response);
  }
}
