package dev.fairlead.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.PortException;
import dev.fairlead.endpoint.Authentication.Reason;
import dev.fairlead.endpoint.Authentication.Verdict;
import dev.fairlead.endpoint.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerShellTest {
  private static final String ARN =
      "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/prod/GET/v1/agendas/x";
  private static final Caller CALLER =
      new Caller(
          new CustomerId("acme"), Set.of(Route.Access.READ, Route.Access.WRITE), "ada", "token-1");

  private final AuthorizerShell shell =
      new AuthorizerShell(authorization ->
          authorization.equals("Bearer good")
              ? new Verdict.Authenticated(CALLER)
              : new Verdict.Refused(Reason.UNKNOWN));

  private static APIGatewayCustomAuthorizerEvent token(String authorization) {
    var event = new APIGatewayCustomAuthorizerEvent();
    event.setType("TOKEN");
    event.setAuthorizationToken(authorization);
    event.setMethodArn(ARN);
    return event;
  }

  private static APIGatewayCustomAuthorizerEvent request(Map<String, String> headers) {
    var event = new APIGatewayCustomAuthorizerEvent();
    event.setType("REQUEST");
    event.setHeaders(headers);
    event.setMethodArn(ARN);
    return event;
  }

  @Test
  void allowsTheStageAndNothingBeyond() {
    var response = shell.serve(token("Bearer good"));

    assertThat(response.getPolicyDocument().get("Statement"))
        .usingRecursiveComparison()
        .isEqualTo(
            new Object[] {
              Map.of(
                  "Effect",
                  "Allow",
                  "Action",
                  "execute-api:Invoke",
                  "Condition",
                  Map.of(),
                  "Resource",
                  new Object[] {"arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/prod/*"})
            });
  }

  @Test
  void knowsACallerOfAnOlderAuthorizerByItsCustomer() {
    var context = Map.of("customerId", "acme", "access", "READ", "tokenId", "token-1");

    assertThat(CallerContext.read(context).map(Caller::name)).contains("acme");
  }

  @Test
  void sendsTheCallerAlong() {
    var response = shell.serve(request(Map.of("AUTHORIZATION", "Bearer good")));

    assertThat(response.getPrincipalId()).isEqualTo("token-1");
    assertThat(response.getContext())
        .isEqualTo(
            Map.of(
                "customerId", "acme", "access", "READ WRITE", "name", "ada", "tokenId", "token-1"));
    assertThat(CallerContext.read(response.getContext())).contains(CALLER);
  }

  @Test
  void refusesInTheWordThatApiGatewayWaitsFor() {
    var noHeader = request(Map.of("x-authorization", "Bearer good"));
    var twoHeaders = request(Map.of("Authorization", "Bearer good", "authorization", "Bearer x"));
    var noHeaders = request(Map.of());
    noHeaders.setHeaders(null);
    var noToken = token("Bearer good");
    noToken.setAuthorizationToken(null);
    var noType = token("Bearer good");
    noType.setType(null);
    var refused = List.of(token("Bearer bad"), noHeader, twoHeaders, noHeaders, noToken, noType);

    for (var event : refused) {
      assertThatThrownBy(() -> shell.serve(event))
          .isInstanceOf(UnauthorizedException.class)
          .hasMessage("Unauthorized");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3",
        "arn:aws:execute-api:eu-west-1:123456789012:*/prod/GET/v1",
        "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/*/GET/v1",
        "arn:aws:s3:::bucket/prod/GET/v1",
      })
  void allowsNothingThatIsNoStageOfAnApi(String arn) {
    var event = token("Bearer good");
    event.setMethodArn(arn);

    assertThatThrownBy(() -> shell.serve(event)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allowsNothingWhenTheStoreDoesNotAnswer() {
    var unavailable = new PortException(PortException.Fault.UNAVAILABLE, "down");
    var shell =
        new AuthorizerShell(_ -> {
          throw unavailable;
        });

    assertThatThrownBy(() -> shell.serve(token("Bearer good"))).isSameAs(unavailable);
  }
}
