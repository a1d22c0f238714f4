package dev.fairlead.core.error;

import java.util.List;

/** A call that can't be answered with a value: a code, a detail, and every problem found. */
public final class FairleadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  // For the caller of this call: it is told of them, and nobody serializes an exception here.
  private final transient List<Problem> problems;

  public FairleadException(ErrorCode code, String detail) {
    this(code, detail, List.of());
  }

  public FairleadException(ErrorCode code, String detail, List<Problem> problems) {
    super(detail);
    this.code = code;
    this.problems = List.copyOf(problems);
  }

  public ErrorCode code() {
    return code;
  }

  public List<Problem> problems() {
    return problems;
  }
}
