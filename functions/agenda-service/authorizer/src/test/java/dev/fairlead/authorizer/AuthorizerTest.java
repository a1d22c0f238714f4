package dev.fairlead.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import dev.fairlead.catalog.Route.Access;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.Authentication.Reason;
import dev.fairlead.endpoint.Authentication.Verdict;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.lambda.AuthorizerShell;
import dev.fairlead.lambda.UnauthorizedException;
import dev.fairlead.store.identity.ApiTokens;
import dev.fairlead.store.identity.NewToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerTest {
  private static final String ARN =
      "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/prod/GET/v1/agendas";

  private Instant now = Instant.parse("2026-11-01T10:00:00Z");
  private final InstantSource clock = () -> now;
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final ApiTokens tokens =
      new ApiTokens(adapters.items(), new Ids(clock, new Random(7)), clock);
  private final Authorizer authorizer = new Authorizer(tokens);

  @AfterEach
  void close() {
    adapters.close();
  }

  private NewToken token(String customer) {
    return tokens.create(
        new CustomerId(customer), Set.of(Access.READ), Optional.of(Duration.ofHours(1)));
  }

  private static Verdict refused(Reason reason) {
    return new Verdict.Refused(reason);
  }

  @Test
  void knowsTheCallerByItsToken() {
    var acme = token("acme");
    var globex = token("globex");

    for (var token : new NewToken[] {acme, globex}) {
      var caller =
          new Caller(token.identity().customer(), Set.of(Access.READ), token.identity().tokenId());
      assertThat(authorizer.authenticate("Bearer " + token.secret()))
          .isEqualTo(new Verdict.Authenticated(caller));
      assertThat(authorizer.authenticate("bearer  " + token.secret()))
          .isEqualTo(new Verdict.Authenticated(caller));
    }
    assertThat(acme.identity().customer()).isNotEqualTo(globex.identity().customer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void refusesWhenNothingCame(String authorization) {
    assertThat(authorizer.authenticate(authorization)).isEqualTo(refused(Reason.MISSING));
  }

  @Test
  void refusesWhatIsNoBearerToken() {
    var secret = token("acme").secret();

    for (var authorization :
        new String[] {
          secret,
          "Basic " + secret,
          "Bearer",
          "Bearer ",
          "Bearer" + secret,
          "Bearer " + secret + " ",
          "Bearer " + secret + ", Bearer " + secret,
          "Bearer " + secret + "\n",
        }) {
      assertThat(authorizer.authenticate(authorization)).isEqualTo(refused(Reason.MALFORMED));
    }
  }

  @Test
  void refusesTokensThatWereNeverGivenOut() {
    var token = token("acme");
    var secret = token.secret();

    for (var unknown :
        new String[] {
          "flt_" + "0".repeat(32),
          secret.toUpperCase(Locale.ROOT),
          secret.substring(0, 35),
          secret + "0",
          token.identity().tokenId(),
        }) {
      assertThat(authorizer.authenticate("Bearer " + unknown)).isEqualTo(refused(Reason.UNKNOWN));
    }
  }

  @Test
  void refusesExpiredAndRevokedTokens() {
    var revoked = token("acme");
    tokens.revoke(revoked.identity().customer(), revoked.identity().tokenId());
    assertThat(authorizer.authenticate("Bearer " + revoked.secret()))
        .isEqualTo(refused(Reason.UNKNOWN));

    var expired = token("acme");
    now = now.plus(Duration.ofHours(1));
    assertThat(authorizer.authenticate("Bearer " + expired.secret()))
        .isEqualTo(refused(Reason.UNKNOWN));
  }

  @Test
  void worksBehindApiGateway() {
    var shell = new AuthorizerShell(authorizer);
    var event = new APIGatewayCustomAuthorizerEvent();
    event.setType("TOKEN");
    event.setMethodArn(ARN);

    event.setAuthorizationToken("Bearer " + token("acme").secret());
    assertThat(shell.serve(event).getContext()).containsEntry("customerId", "acme");

    event.setAuthorizationToken("Bearer flt_" + "0".repeat(32));
    assertThatThrownBy(() -> shell.serve(event)).isInstanceOf(UnauthorizedException.class);
  }
}
