package dev.fairlead.sdk;

import dev.fairlead.core.json.Json;

/** How a handler's run ended. */
public sealed interface Outcome {
  /** It did what it was asked to. */
  record Succeeded(Json result) implements Outcome {}

  /** It did not. */
  record Failed(String code, String message) implements Outcome {}

  /** It was asked to end, and did; what it gave is not wanted. */
  record Cancelled() implements Outcome {}
}
