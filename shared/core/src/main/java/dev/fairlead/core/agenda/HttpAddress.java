package dev.fairlead.core.agenda;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** URLs that an operation may call. */
public final class HttpAddress {
  private static final int MAX_PORT = 65_535;

  private HttpAddress() {}

  /** Empty unless it is a URL of http or https, with a host and without a user. */
  public static Optional<URI> of(String text) {
    try {
      var uri = new URI(text);
      var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
      boolean isGood =
          (scheme.equals("http") || scheme.equals("https"))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getPort() != 0
              && uri.getPort() <= MAX_PORT;
      return isGood ? Optional.of(new URI(uri.toASCIIString())) : Optional.empty();
    } catch (URISyntaxException none) {
      return Optional.empty();
    }
  }
}
