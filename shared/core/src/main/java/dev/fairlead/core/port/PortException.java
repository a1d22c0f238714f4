package dev.fairlead.core.port;

/** The world did not answer as asked. Callers retry, or leave it to a sweeper. */
public final class PortException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, and so whether anything was applied. */
  public enum Fault {
    /** Too many requests; not applied. */
    THROTTLED(true),
    /** Another transaction held one of the items; not applied. */
    CONFLICT(true),
    /** No answer in time; it may have been applied. */
    TIMED_OUT(true),
    /** The other side can't be reached; not applied. */
    UNAVAILABLE(true),
    /** A limit of the platform was overstepped: our own bug; not applied. */
    LIMIT_EXCEEDED(false),
    /** What is stored is not what was stored: a broken disk or a foreign hand. */
    CORRUPT(false);

    private final boolean retryable;

    Fault(boolean retryable) {
      this.retryable = retryable;
    }

    public boolean isRetryable() {
      return retryable;
    }
  }

  private final Fault fault;

  public PortException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public PortException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
