package dev.fairlead.sdk;

import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.util.Optional;

/** How a handler's run ended. */
public sealed interface Outcome {
  /** It did what it was asked to. */
  record Succeeded(Json result) implements Outcome {}

  /**
   * It did not.
   *
   * @param retryAfter how long somebody outside asked to be left alone
   */
  record Failed(String code, String message, Optional<Duration> retryAfter) implements Outcome {
    /** Nobody asked for that. */
    public Failed(String code, String message) {
      this(code, message, Optional.empty());
    }
  }

  /** It was asked to end, and did; what it gave is not wanted. */
  record Cancelled() implements Outcome {}
}
