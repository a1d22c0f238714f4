package dev.fairlead.bench.metering;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.OperationLauncher;

/** Where no agenda has an operation that is a process. */
public record NoProcesses() implements OperationLauncher {
  @Override
  public void launch(Order order) {
    throw new IllegalStateException("nothing here is a process: " + order.key());
  }

  @Override
  public void release(OperationKey key, int attempt) {
    throw new IllegalStateException("nothing here is a process: " + key);
  }
}
