package dev.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import dev.fairlead.endpoint.Authentication;
import dev.fairlead.endpoint.Authentication.Verdict;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Answers API Gateway's custom authorizer events, of type TOKEN and REQUEST. Good credentials allow
 * the whole stage, because API Gateway may reuse the answer for the caller's other routes; what the
 * caller may do there is decided by the functions, from the context that goes with the answer.
 */
public final class AuthorizerShell {
  /** {@code arn:aws:execute-api:region:account:api/stage/method/path}: the stage, then the rest. */
  private static final Pattern METHOD_ARN =
      Pattern.compile("(arn:[a-z-]+:execute-api:[a-z0-9-]+:[0-9]+:[^/:*]+/[^/:*]+)/.*");

  private final Authentication authentication;

  public AuthorizerShell(Authentication authentication) {
    this.authentication = authentication;
  }

  /**
   * Allows the stage to callers with good credentials.
   *
   * @throws UnauthorizedException when the credentials are missing or worth nothing
   * @throws IllegalArgumentException when the event names no method of an API
   */
  public IamPolicyResponse serve(APIGatewayCustomAuthorizerEvent event) {
    return switch (authentication.authenticate(authorization(event))) {
      case Verdict.Authenticated(Caller caller) -> allow(stage(event), caller);
      case Verdict.Refused _ -> throw new UnauthorizedException();
    };
  }

  /**
   * Answers one event as Lambda hands it over, in JSON.
   *
   * @throws ForeignEventException when the event is of another kind; nothing was done then
   */
  public void serve(InputStream event, OutputStream response) throws IOException {
    var question = EventReading.authorization(JsonText.parse(event.readAllBytes()));
    response.write(
        JsonText.write(EventWriting.policy(serve(question))).getBytes(StandardCharsets.UTF_8));
  }

  private static String authorization(APIGatewayCustomAuthorizerEvent event) {
    if ("TOKEN".equals(event.getType())) {
      return event.getAuthorizationToken() == null ? "" : event.getAuthorizationToken();
    }
    if (!"REQUEST".equals(event.getType()) || event.getHeaders() == null) {
      return "";
    }
    List<String> values =
        event.getHeaders().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
            .map(Map.Entry::getValue)
            .toList();
    // Of two that differ, nobody can say which one the caller meant.
    return values.size() == 1 ? values.getFirst() : "";
  }

  private static String stage(APIGatewayCustomAuthorizerEvent event) {
    var arn = event.getMethodArn() == null ? "" : event.getMethodArn();
    var matcher = METHOD_ARN.matcher(arn);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not the ARN of an API's method: " + arn);
    }
    return matcher.group(1);
  }

  private static IamPolicyResponse allow(String stage, Caller caller) {
    // The library's own allowStatement leaves the condition null, which no policy may say.
    var statement =
        new IamPolicyResponse.Statement(
            IamPolicyResponse.EXECUTE_API_INVOKE,
            IamPolicyResponse.ALLOW,
            List.of(stage + "/*"),
            Map.of());
    var policy =
        new IamPolicyResponse.PolicyDocument(
            IamPolicyResponse.VERSION_2012_10_17, List.of(statement));
    return new IamPolicyResponse(caller.tokenId(), policy, CallerContext.write(caller));
  }
}
