package dev.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.fairlead.core.json.Json;
import java.util.Arrays;
import java.util.Map;

/** Writes the answers of our shells as the JSON that AWS waits for. */
final class EventWriting {
  private EventWriting() {}

  static Json proxyResponse(APIGatewayProxyResponseEvent response) {
    return Json.object()
        .put("statusCode", response.getStatusCode())
        .put("headers", json(response.getHeaders()))
        .put("body", response.getBody())
        .put("isBase64Encoded", response.getIsBase64Encoded())
        .build();
  }

  static Json policy(IamPolicyResponse response) {
    return Json.object()
        .put("principalId", response.getPrincipalId())
        .put("policyDocument", json(response.getPolicyDocument()))
        .put("context", json(response.getContext()))
        .build();
  }

  static Json batchResponse(SQSBatchResponse response) {
    return Json.object()
        .put(
            "batchItemFailures",
            Json.array(
                response.getBatchItemFailures().stream()
                    .map(failure ->
                        Json.object().put("itemIdentifier", failure.getItemIdentifier()).build())
                    .toList()))
        .build();
  }

  /** AWS's policy is maps and arrays of texts. */
  private static Json json(Object value) {
    return switch (value) {
      case String text -> Json.of(text);
      case Map<?, ?> fields -> {
        var object = Json.object();
        fields.forEach((name, field) -> object.put((String) name, json(field)));
        yield object.build();
      }
      case Object[] items -> Json.array(Arrays.stream(items).map(EventWriting::json).toList());
      default -> throw new IllegalArgumentException("no answer holds a " + value.getClass());
    };
  }
}
