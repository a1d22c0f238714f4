package dev.fairlead.core.access;

import java.net.URI;

/** What a resource serves over HTTP. */
public interface HttpInterface extends ResourceInterface {
  /** Where it serves, as the host itself says it. */
  URI base();

  /**
   * Whether it serves as it should. One request; nothing is tried again.
   *
   * @throws AccessException for a fault of the connection to the host, which says nothing of it
   */
  Look probe();

  /**
   * Starts it anew by the command that is set for that.
   *
   * @throws AccessException UNSUPPORTED if there is none, or as {@link CommandInterface#run}
   */
  CommandEnd restart();

  /** What a look came to. */
  sealed interface Look {}

  /** It answers as expected. */
  record Up() implements Look {}

  /**
   * It does not.
   *
   * @param why a sentence
   */
  record Down(String why) implements Look {}
}
