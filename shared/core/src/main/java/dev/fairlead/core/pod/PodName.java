package dev.fairlead.core.pod;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.OperationKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names that Kubernetes takes (RFC 1123 labels: up to 63 of a-z, 0-9 and dashes, with neither end a
 * dash), made of ours.
 */
public final class PodName {
  private static final int SLUG = 16;
  private static final int HASH_BYTES = 5;
  private static final int MAX = 63;

  private PodName() {}

  /**
   * The pod of an attempt: always the same name, so that whoever creates it twice finds it there
   * the second time.
   */
  public static String of(OperationKey key, int attempt) {
    return "fl-%s-%s%s-%d"
        .formatted(
            key.agenda().agenda(), slug(key.operation(), SLUG), hash(key.toString()), attempt);
  }

  /** A namespace of a pattern in which {@code {customerId}} stands for the customer. */
  public static String namespace(String pattern, CustomerId customer) {
    return pattern.replace("{customerId}", label(customer.value()));
  }

  /** A text that is such a label already stays as it is; no two others become the same. */
  private static String label(String text) {
    return text.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")
        ? text
        : slug(text, MAX - 40) + hash(text);
  }

  private static String slug(String text, int length) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = plain.substring(0, Math.min(length, plain.length())).replaceAll("^-+|-+$", "");
    return cut.isEmpty() ? "" : cut + "-";
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
