package dev.fairlead.core.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By what a host is known by SSH: one of these keys it has to show.
 *
 * @param fingerprints as OpenSSH writes them, {@code SHA256:…}
 * @param kinds of those keys that were given whole, such as {@code ssh-ed25519}: the host is asked
 *     for these first
 */
public record HostKeys(List<String> fingerprints, List<String> kinds) {
  private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
  private static final Pattern KEY =
      Pattern.compile("([a-z0-9@.-]{1,64}) +([A-Za-z0-9+/=]{16,4096})(?: .*)?");

  public HostKeys {
    fingerprints = List.copyOf(fingerprints);
    kinds = List.copyOf(kinds);
  }

  /**
   * Reads keys: each a fingerprint, or a line of the host's {@code /etc/ssh/ssh_host_…_key.pub}.
   *
   * @return none if there is no key or one of them is neither
   */
  public static Optional<HostKeys> of(List<String> said) {
    var fingerprints = new ArrayList<String>();
    var kinds = new ArrayList<String>();
    for (var each : said) {
      var key = KEY.matcher(each.strip());
      if (FINGERPRINT.matcher(each.strip()).matches()) {
        fingerprints.add(each.strip());
      } else if (key.matches() && blob(key.group(1), key.group(2)).isPresent()) {
        fingerprints.add(fingerprint(blob(key.group(1), key.group(2)).orElseThrow()));
        kinds.add(key.group(1));
      } else {
        return Optional.empty();
      }
    }
    return fingerprints.isEmpty()
        ? Optional.empty()
        : Optional.of(new HostKeys(fingerprints, kinds));
  }

  /** A key's bytes, which begin with its kind. */
  private static Optional<byte[]> blob(String kind, String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      var begin = new String(bytes, 0, Math.min(bytes.length, kind.length() + 4), US_ASCII);
      return begin.endsWith(kind) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static String fingerprint(byte[] blob) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
