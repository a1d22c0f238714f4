package dev.fairlead.catalog;

/** Which function reads which queue. */
public enum QueueTrigger {
  WAKE(QueueSpec.WAKE, FunctionSpec.SCHEDULER, 10),
  PERMITS(QueueSpec.PERMITS, FunctionSpec.PERMIT, 1),
  COMPLETIONS(QueueSpec.COMPLETIONS, FunctionSpec.EXECUTOR, 10),
  ALARMS(QueueSpec.ALARMS, FunctionSpec.ALARM, 10);

  private final QueueSpec queue;
  private final FunctionSpec function;
  private final int batchSize;

  QueueTrigger(QueueSpec queue, FunctionSpec function, int batchSize) {
    this.queue = queue;
    this.function = function;
    this.batchSize = batchSize;
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
}
