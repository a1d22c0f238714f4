package dev.fairlead.resourcepool.executor;

/** How many servers outside a step may begin to call in one turn. */
final class CallRoom {
  /** At once; each costs a thread and its answer's memory. */
  static final int MOST = 16;

  private final boolean open;
  private int left;
  private boolean exceeded;

  /** A turn's room; none if it is not open. */
  CallRoom(boolean open) {
    this.open = open;
    this.left = open ? MOST : 0;
  }

  /** Takes room for one call, if there is any. */
  boolean take() {
    exceeded |= left == 0;
    return left > 0 && left-- > 0;
  }

  /** Whether some call found none. */
  boolean isExceeded() {
    return exceeded;
  }

  /** Whether the next turn has room. */
  boolean isOpen() {
    return open;
  }
}
