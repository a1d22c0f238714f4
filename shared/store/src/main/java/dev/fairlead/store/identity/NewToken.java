package dev.fairlead.store.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A token that was just made.
 *
 * @param secret what the owner sends as bearer token; it can't be had again
 * @param expiresAt whole seconds; empty for a token that lasts until it is revoked
 */
public record NewToken(String secret, Identity identity, Optional<Instant> expiresAt) {
  /** Without the secret, so that it never gets into a log by accident. */
  @Override
  public String toString() {
    return "NewToken[" + identity + ", expiresAt=" + expiresAt + "]";
  }
}
