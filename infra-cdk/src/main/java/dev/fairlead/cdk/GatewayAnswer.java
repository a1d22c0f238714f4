package dev.fairlead.cdk;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ProblemJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What API Gateway answers by itself, before or after a function: the same problem documents as the
 * functions give, with the same statuses.
 */
enum GatewayAnswer {
  UNAUTHORIZED(
      "UNAUTHORIZED", 401, ErrorCode.UNAUTHENTICATED, Map.of("WWW-Authenticate", "Bearer")),
  ACCESS_DENIED("ACCESS_DENIED", 403, ErrorCode.FORBIDDEN, Map.of()),
  /** What it calls missing authentication is a path or method that no route has. */
  NO_ROUTE("MISSING_AUTHENTICATION_TOKEN", 404, ErrorCode.NOT_FOUND, Map.of()),
  TOO_LARGE("REQUEST_TOO_LARGE", 413, ErrorCode.BODY_TOO_LARGE, Map.of()),
  THROTTLED("THROTTLED", 429, ErrorCode.TOO_MANY_REQUESTS, Map.of("Retry-After", "1")),
  OTHER_REFUSAL("DEFAULT_4XX", 400, ErrorCode.INVALID_REQUEST, Map.of()),
  /** The call may still be going on, so this is not the 503 of a call that did nothing. */
  TOO_SLOW("INTEGRATION_TIMEOUT", 504, ErrorCode.DEPENDENCY_UNAVAILABLE, Map.of()),
  UNREACHABLE(
      "INTEGRATION_FAILURE", 503, ErrorCode.DEPENDENCY_UNAVAILABLE, Map.of("Retry-After", "1")),
  OTHER_FAILURE("DEFAULT_5XX", 500, ErrorCode.INTERNAL, Map.of());

  private static final String REQUEST = "context.requestId";

  private final String type;
  private final int status;
  private final ErrorCode code;
  private final Map<String, String> headers;

  GatewayAnswer(String type, int status, ErrorCode code, Map<String, String> headers) {
    this.type = type;
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** API Gateway's name for it. */
  String type() {
    return type;
  }

  int status() {
    return status;
  }

  /** A template: the id of the request is filled in. */
  String body() {
    return JsonText.write(
        new ProblemJson(code, code.sentence(), List.of(), status, "$" + REQUEST).json());
  }

  /** Expressions by header. */
  Map<String, String> headers() {
    var expressions = new HashMap<String, String>();
    headers.forEach((name, value) -> expressions.put(name, "'" + value + "'"));
    expressions.put("Content-Type", "'" + ProblemJson.MEDIA_TYPE + "'");
    expressions.put("x-correlation-id", REQUEST);
    return expressions;
  }
}
