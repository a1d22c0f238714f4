package dev.fairlead.core.lease;

/** What a look at a resource came to. */
public sealed interface Health {
  /** It is there and answers. */
  record Alive() implements Health {}

  /** Nobody can tell just now; nothing is done about it. */
  record Unknown(String why) implements Health {}

  /** It is gone, or will never answer again. */
  record Dead(String why) implements Health {}
}
