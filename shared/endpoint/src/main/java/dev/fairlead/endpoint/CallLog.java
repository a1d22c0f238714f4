package dev.fairlead.endpoint;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.id.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Is told of every call once, when it ends. Never learns a payload, a header or a raw path. */
@FunctionalInterface
public interface CallLog {
  /**
   * A call that ended.
   *
   * @param at when it came
   * @param route method and path template; {@code -} when no route fits
   * @param customer whose objects it was about, as far as that is known
   * @param tokenId the credential that was used, which may be an admin's
   * @param code set when the call was refused or failed
   * @param failure set when the reply tells less than what happened; its message may hold a payload
   */
  record Entry(
      Instant at,
      String route,
      Optional<CustomerId> customer,
      Optional<String> tokenId,
      int status,
      Duration took,
      Optional<ErrorCode> code,
      String correlationId,
      Optional<RuntimeException> failure) {}

  void called(Entry entry);
}
