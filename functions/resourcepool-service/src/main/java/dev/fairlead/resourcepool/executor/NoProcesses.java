package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.OperationLauncher;

/** Where no operation can run as a local process: inside a Lambda function. */
public final class NoProcesses implements OperationLauncher {
  @Override
  public void launch(Order order) {
    // Submit refuses types that the environment can't run.
    throw new IllegalStateException("type " + order.type() + " can't run here");
  }

  @Override
  public void release(OperationKey key, int attempt) {
    // Nothing was launched.
  }
}
