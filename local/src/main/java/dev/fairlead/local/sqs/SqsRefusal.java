package dev.fairlead.local.sqs;

import dev.fairlead.core.port.PortException;

/** A call that is answered with one of SQS's error types. */
final class SqsRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  private SqsRefusal(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  static SqsRefusal invalid(String message) {
    return new SqsRefusal(400, "InvalidParameterValueException", message);
  }

  static SqsRefusal noSuchQueue() {
    return new SqsRefusal(
        400, "QueueDoesNotExist", "There is no such queue, or it is not for outsiders.");
  }

  static SqsRefusal unsupported(String message) {
    return new SqsRefusal(400, "UnsupportedOperation", message);
  }

  static SqsRefusal denied() {
    return new SqsRefusal(403, "AccessDeniedException", "The access key id is not this start's.");
  }

  static SqsRefusal of(PortException e) {
    return switch (e.fault()) {
      case THROTTLED, CONFLICT -> new SqsRefusal(400, "RequestThrottled", "Too many requests.");
      case TIMED_OUT, UNAVAILABLE, CORRUPT ->
          new SqsRefusal(503, "ServiceUnavailable", "The queue did not answer.");
      case LIMIT_EXCEEDED -> invalid("A limit of the queue was overstepped.");
    };
  }

  int status() {
    return status;
  }

  /** The shape's name, without a namespace. */
  String type() {
    return type;
  }
}
