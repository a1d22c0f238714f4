package dev.fairlead.testkit.faults;

/**
 * Decides what goes wrong. Asked once before each call, from the thread that makes it; a plan for
 * many threads is safe for them.
 */
public interface FaultPlan {
  /** The calls of an item store. */
  enum ItemCall {
    READ,
    WRITE,
    TRANSACT,
    QUERY,
    QUERY_INDEX
  }

  /** The calls of a queue. */
  enum QueueCall {
    SEND,
    RECEIVE,
    DELETE,
    CHANGE_VISIBILITY,
    DEPTH
  }

  default ItemFault next(ItemCall call) {
    return new ItemFault.None();
  }

  default QueueFault next(QueueCall call, String queue) {
    return new QueueFault.None();
  }
}
