package dev.fairlead.endpoint;

import dev.fairlead.core.error.ErrorCode;

/** The HTTP status that an error is answered with. */
public final class HttpStatus {
  private HttpStatus() {}

  /** The kind decides, but for the codes that HTTP has a status of its own for. */
  public static int of(ErrorCode code) {
    return switch (code) {
      case UNAUTHENTICATED -> 401;
      case METHOD_NOT_ALLOWED -> 405;
      case PRECONDITION_FAILED -> 412;
      case BODY_TOO_LARGE -> 413;
      default ->
          switch (code.kind()) {
            case CALLER -> 400;
            case REFUSED -> 403;
            case MISSING -> 404;
            case CONFLICT -> 409;
            case LIMIT -> 429;
            case DEPENDENCY -> 503;
            case BUG -> 500;
          };
    };
  }
}
