package dev.fairlead.core.error;

import java.util.ArrayList;
import java.util.List;

/** A call that can't be answered with a value: a code, a detail, and every problem found. */
public final class FairleadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final ArrayList<Problem> problems;

  public FairleadException(ErrorCode code, String detail) {
    this(code, detail, List.of());
  }

  public FairleadException(ErrorCode code, String detail, List<Problem> problems) {
    super(detail);
    this.code = code;
    this.problems = new ArrayList<>(problems);
  }

  public ErrorCode code() {
    return code;
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
