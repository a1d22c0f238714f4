package dev.fairlead.core.port;

import java.util.Optional;

/**
 * Bytes by content, one tenant's apart from another's: the shape of S3 with the SHA-256 as key.
 * Putting the same bytes twice is the same as once.
 *
 * <p>Every method may throw {@link PortException}.
 */
public interface BlobStore {
  /**
   * Stores the bytes, up to 64 MiB.
   *
   * @param owner the customer whose bytes they are; part of the key
   * @return their SHA-256 in lower-case hex
   */
  String put(String owner, byte[] bytes);

  /** The bytes, checked against their hash ({@link PortException.Fault#CORRUPT} if they differ). */
  Optional<byte[]> get(String owner, String sha256);

  /** Removes them; removing what is not there does nothing. */
  void delete(String owner, String sha256);
}
