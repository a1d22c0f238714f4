package dev.fairlead.core.access;

/** Access did not work. Its message is for people and holds no secret. */
public final class AccessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AccessFault fault;

  public AccessException(AccessFault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public AccessException(AccessFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  public AccessFault fault() {
    return fault;
  }
}
