package dev.fairlead.endpoint;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Kind;
import dev.fairlead.core.port.PortException;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ProblemJson;

/** How failures look from outside. */
public final class Problems {
  private static final String RETRY_AFTER_SECONDS = "1";

  private Problems() {}

  /** What the caller is told of a failure. Of our own mistakes that is the code, and no more. */
  public static FairleadException told(RuntimeException failure) {
    return switch (failure) {
      case FairleadException known when !isOurs(known.code()) -> known;
      case FairleadException ours -> sentence(ours.code());
      case PortException port when port.fault().isRetryable() ->
          sentence(ErrorCode.DEPENDENCY_UNAVAILABLE);
      default -> sentence(ErrorCode.INTERNAL);
    };
  }

  private static boolean isOurs(ErrorCode code) {
    return code.kind() == Kind.DEPENDENCY || code.kind() == Kind.BUG;
  }

  private static FairleadException sentence(ErrorCode code) {
    return new FairleadException(code, code.sentence());
  }

  static Reply reply(FairleadException told, String correlationId) {
    int status = HttpStatus.of(told.code());
    var body = new ProblemJson(told.code(), detail(told), told.problems(), status, correlationId);
    var reply = Reply.text(status, ProblemJson.MEDIA_TYPE, JsonText.write(body.json()));
    return switch (status) {
      case 401 -> reply.withHeader("www-authenticate", "Bearer");
      case 503 -> reply.withHeader("retry-after", RETRY_AFTER_SECONDS);
      default -> reply;
    };
  }

  private static String detail(FairleadException told) {
    var detail = told.getMessage();
    return detail == null ? told.code().sentence() : detail;
  }
}
