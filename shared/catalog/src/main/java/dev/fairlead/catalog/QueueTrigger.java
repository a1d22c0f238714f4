package dev.fairlead.catalog;

/** Which function reads which queue. */
public enum QueueTrigger {
  /** One writer claims an insight; more of them would only lose the race. */
  WAKE(QueueSpec.WAKE, FunctionSpec.SCHEDULER, 10, 10),
  PERMITS(QueueSpec.PERMITS, FunctionSpec.PERMIT, 1, 100),
  COMPLETIONS(QueueSpec.COMPLETIONS, FunctionSpec.EXECUTOR, 10, 400),
  ALARMS(QueueSpec.ALARMS, FunctionSpec.ALARM, 10, 10),
  PODS(QueueSpec.PODS, FunctionSpec.POD_LAUNCHER, 10, 10),
  LEASES(QueueSpec.LEASES, FunctionSpec.ALLOCATOR, 1, 10);

  private final QueueSpec queue;
  private final FunctionSpec function;
  private final int batchSize;
  private final int maxConcurrency;

  QueueTrigger(QueueSpec queue, FunctionSpec function, int batchSize, int maxConcurrency) {
    this.queue = queue;
    this.function = function;
    this.batchSize = batchSize;
    this.maxConcurrency = maxConcurrency;
  }

  public QueueSpec queue() {
    return queue;
  }

  public FunctionSpec function() {
    return function;
  }

  /** Messages an invocation gets at the most. */
  public int batchSize() {
    return batchSize;
  }

  /**
   * Invocations at a time on AWS, 2 to 1,000. All together leave a good part of an account's 1,000
   * to the API.
   */
  public int maxConcurrency() {
    return maxConcurrency;
  }
}
