package dev.fairlead.cdk;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;

/**
 * What API Gateway logs of a call: whose it was and how it went. No header, no query and the path
 * only as a template, since all three may hold what a log must not.
 */
final class AccessLog {
  private AccessLog() {}

  /** A line a call, as JSON; each value is text, because some are a dash when there is none. */
  static String format() {
    return JsonText.write(
        Json.object()
            .put("requestId", "$context.requestId")
            .put("time", "$context.requestTime")
            .put("method", "$context.httpMethod")
            .put("route", "$context.resourcePath")
            .put("status", "$context.status")
            .put("refusedAs", "$context.error.responseType")
            .put("customerId", "$context.authorizer.customerId")
            .put("tokenId", "$context.authorizer.tokenId")
            .put("sourceIp", "$context.identity.sourceIp")
            .put("responseBytes", "$context.responseLength")
            .put("millis", "$context.responseLatency")
            .put("functionMillis", "$context.integrationLatency")
            .put("authorizerMillis", "$context.authorizer.latency")
            .build());
  }
}
