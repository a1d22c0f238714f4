package dev.fairlead.core.port;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Requests over HTTP to servers that are none of ours. One call is one request: redirects are not
 * followed, nothing is tried again, no cookie or connection is kept.
 */
public interface HttpCaller {
  /**
   * A request.
   *
   * @param uri http or https
   * @param headers by lower-case name; those of the connection itself (host, length) are added
   * @param timeout from the first look at its host's name to the last byte of the answer
   * @param maxResponseBytes of the answer's body
   */
  record Call(
      String method,
      URI uri,
      Map<String, String> headers,
      Optional<String> body,
      Duration timeout,
      int maxResponseBytes) {
    public Call {
      var names = new TreeMap<String, String>();
      headers.forEach((name, value) -> names.put(name.toLowerCase(Locale.ROOT), value));
      headers = Map.copyOf(names);
    }
  }

  /** What came of it. */
  sealed interface Outcome {}

  /**
   * The server answered.
   *
   * @param headers by lower-case name; what came several times is joined by commas
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Answered(int status, Map<String, String> headers, byte[] body) implements Outcome {
    public Answered {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * There is no answer, or none that counts.
   *
   * @param why a sentence
   */
  record Unanswered(Trouble trouble, String why) implements Outcome {}

  /** Why there is none. */
  enum Trouble {
    /** The host is at an address that may not be called from here; nothing was sent. */
    FORBIDDEN_ADDRESS,
    /** No such host, nobody there, or the connection broke; it may have been sent. */
    UNREACHABLE,
    /** No whole answer in time; it may have been sent. */
    TIMED_OUT,
    /** The server can't show that it is whom the URL names; nothing was sent. */
    UNTRUSTED,
    /** The answer is larger than asked for. */
    TOO_LARGE,
    /** What came is no HTTP. */
    MALFORMED
  }

  /** Does it, and waits no longer than its timeout. */
  Outcome call(Call call);
}
