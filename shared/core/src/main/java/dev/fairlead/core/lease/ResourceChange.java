package dev.fairlead.core.lease;

import dev.fairlead.core.json.Json;

/** What can happen to a resource that moves it from one state to another. */
public sealed interface ResourceChange {
  /** It is there, and what the driver learned of it is added to what is known. */
  record Activated(Json.Obj learned) implements ResourceChange {}

  /** It is no longer wanted. */
  record Released(String why) implements ResourceChange {}

  /** It could not be built, or has died. */
  record Broke(String why) implements ResourceChange {}

  /** Nothing is left of what it stood for, and its slots are free. */
  record Destroyed() implements ResourceChange {}
}
