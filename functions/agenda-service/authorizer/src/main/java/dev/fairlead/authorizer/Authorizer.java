package dev.fairlead.authorizer;

import dev.fairlead.endpoint.Authentication;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.store.identity.ApiTokens;
import java.util.regex.Pattern;

/**
 * Authenticates by API token: {@code Authorization: Bearer <secret>}. Nothing is allowed by
 * default, and nothing is kept: API Gateway remembers an answer for 60 seconds, which is also how
 * long a revoked token may still work. When the store does not answer, neither does this.
 *
 * <p>Cost: one read for a token of the right form, none for anything else.
 */
public final class Authorizer implements Authentication {
  /** The scheme's case does not matter (RFC 9110); of what follows it, everything does. */
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+)");

  private final ApiTokens tokens;

  public Authorizer(ApiTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Verdict authenticate(String authorization) {
    if (authorization.isBlank()) {
      return new Verdict.Refused(Reason.MISSING);
    }
    var bearer = BEARER.matcher(authorization);
    if (!bearer.matches()) {
      return new Verdict.Refused(Reason.MALFORMED);
    }
    return tokens
        .find(bearer.group(1))
        .<Verdict>map(identity ->
            new Verdict.Authenticated(
                new Caller(
                    identity.customer(), identity.access(), identity.name(), identity.tokenId())))
        .orElseGet(() -> new Verdict.Refused(Reason.UNKNOWN));
  }
}
