package dev.fairlead.core.error;

/** Stable codes: part of the public contract, never renamed, never reused. */
public enum ErrorCode {
  INVALID_DOCUMENT(Kind.CALLER, "The document has problems."),
  MALFORMED_JSON(Kind.CALLER, "The text is not well-formed."),
  INVALID_REQUEST(Kind.CALLER, "The request has problems."),
  BODY_TOO_LARGE(Kind.LIMIT, "The body is larger than 5 MiB."),
  UNAUTHENTICATED(Kind.REFUSED, "No valid credentials came with the request."),
  FORBIDDEN(Kind.REFUSED, "The credentials do not allow this."),
  NOT_FOUND(Kind.MISSING, "There is no such thing, or it is not yours to see."),
  NO_INSIGHT(Kind.MISSING, "No insight takes the agenda."),
  METHOD_NOT_ALLOWED(Kind.CALLER, "The path does not take this method."),
  IDEMPOTENCY_KEY_REUSED(
      Kind.CONFLICT, "The idempotency key was used for another body within the last 7 days."),
  AGENDA_OVER(Kind.CONFLICT, "The agenda is over, or coming to its end."),
  NOT_AWAITED(Kind.CONFLICT, "The operation waits for no answer: not yet, or no more."),
  AGENDA_NOT_OVER(Kind.CONFLICT, "The agenda is not over yet."),
  AGENDA_NOT_STARTED(Kind.CONFLICT, "The agenda has not started yet."),
  AGENDA_NOT_WAITING(Kind.CONFLICT, "The agenda is in no line, or dispatched already."),
  LEASE_NOT_ACTIVE(Kind.CONFLICT, "The lease can't be used: it waits still, or is over."),
  LEASE_OF_OPERATION(
      Kind.CONFLICT, "An operation holds the lease: nobody runs commands or sees files beside it."),
  HOST_UNAVAILABLE(
      Kind.CONFLICT,
      "What the lease is on did not answer, or could not do it; the detail says whether it may have"
          + " been done all the same."),
  HOST_REFUSED(
      Kind.CONFLICT, "What the lease is on does not do this; trying again would not help."),
  ALREADY_EXISTS(Kind.CONFLICT, "There is one with this id already."),
  IN_USE(Kind.CONFLICT, "Something still needs it."),
  PRECONDITION_FAILED(Kind.CONFLICT, "What the request was meant for has changed since."),
  TOO_MANY_REQUESTS(Kind.LIMIT, "Too many requests at once; try again in a moment."),
  DEPENDENCY_UNAVAILABLE(Kind.DEPENDENCY, "Something we depend on did not answer; try again."),
  INTERNAL(Kind.BUG, "Fairlead made a mistake.");

  private final Kind kind;
  private final String sentence;

  ErrorCode(Kind kind, String sentence) {
    this.kind = kind;
    this.sentence = sentence;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the same request may succeed when it is sent again unchanged. */
  public boolean isRetryable() {
    return kind == Kind.DEPENDENCY || this == TOO_MANY_REQUESTS;
  }

  /** What it means, for people. */
  public String sentence() {
    return sentence;
  }
}
