package dev.fairlead.core.port;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CustomerId;
import java.util.Optional;

/**
 * Bytes by content, one owner's apart from another's: the shape of S3 with the SHA-256 as key.
 * Putting the same bytes twice is the same as once. An owner is a customer, or what is the
 * customer's and goes as a whole: {@code acme}, {@code acme/01kjmma5q8tdw8ap22mqr12hph}.
 *
 * <p>Every method may throw {@link PortException}.
 */
public interface BlobStore {
  /**
   * Stores the bytes, up to 64 MiB.
   *
   * @param owner whose bytes they are; part of the key
   * @return their SHA-256 in lower-case hex
   */
  String put(String owner, byte[] bytes);

  /** The bytes, checked against their hash ({@link PortException.Fault#CORRUPT} if they differ). */
  Optional<byte[]> get(String owner, String sha256);

  /** Removes them; removing what is not there does nothing. */
  void delete(String owner, String sha256);

  /**
   * Removes all that an owner has; what an agenda has is not its customer's. Cost: 1 request for
   * each 1,000 blobs to find them, and 1 to remove them.
   */
  void deleteAll(String owner);

  /** Whether it names an owner. None has a form that could lead to another place. */
  static boolean isOwner(String owner) {
    int slash = owner.indexOf('/');
    return slash < 0
        ? CustomerId.isValid(owner)
        : CustomerId.isValid(owner.substring(0, slash))
            && AgendaId.isValid(owner.substring(slash + 1));
  }
}
