package dev.fairlead.bench.metering;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.Map;

/** A submit as it comes through the gateway. */
public final class SubmitRequest {
  private SubmitRequest() {}

  /** Of an agenda, by one who may write for the customer. */
  public static APIGatewayProxyRequestEvent of(String customer, Json agenda) {
    var caller = new APIGatewayProxyRequestEvent.ProxyRequestContext();
    caller.setAuthorizer(Map.of("customerId", customer, "access", "WRITE", "tokenId", "bench"));
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod("POST")
        .withPath(Route.Agenda.SUBMIT.target(Map.of()))
        .withHeaders(Map.of())
        .withQueryStringParameters(Map.of())
        .withRequestContext(caller)
        .withIsBase64Encoded(false)
        .withBody(new String(JsonText.canonical(agenda), UTF_8));
  }
}
