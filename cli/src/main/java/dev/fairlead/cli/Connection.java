package dev.fairlead.cli;

import java.net.URI;

/**
 * Where a server is and how to be let in.
 *
 * @param token a secret
 * @param remedy what to do if nothing answers there, a sentence
 */
record Connection(URI server, String token, String remedy) {
  Connection {
    // The HTTP client would refuse such a token too, and print it in doing so.
    if (!Text.isHeaderValue(token)) {
      throw new CliException(
          ExitCode.INVALID, "The token for " + server + " is empty or holds what no token has.");
    }
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "Connection[server=" + server + "]";
  }
}
