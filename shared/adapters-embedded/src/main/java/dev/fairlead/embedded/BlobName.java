package dev.fairlead.embedded;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Whose bytes, and which. Both parts are also names of files, so neither can lead out of a folder.
 */
record BlobName(String owner, String sha256) {
  static final int MAX_BLOB_BYTES = 64 * 1024 * 1024;

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  BlobName {
    owner(owner);
    if (!SHA_256.matcher(sha256).matches()) {
      throw new PortException(Fault.LIMIT_EXCEEDED, "not a SHA-256 in lower-case hex: " + sha256);
    }
  }

  /** The owner's name, if it is one: then it is also good as that of a folder. */
  static String owner(String owner) {
    if (!BlobStore.isOwner(owner)) {
      throw new PortException(
          Fault.LIMIT_EXCEEDED, "an owner is a customer or an agenda of one, not " + owner);
    }
    return owner;
  }

  static BlobName of(String owner, byte[] bytes) {
    if (bytes.length > MAX_BLOB_BYTES) {
      throw new PortException(
          Fault.LIMIT_EXCEEDED,
          "a blob has at most " + MAX_BLOB_BYTES + " bytes, not " + bytes.length);
    }
    return new BlobName(owner, hash(bytes));
  }

  /** The bytes, if they are the ones named. */
  byte[] verified(byte[] bytes) {
    if (!hash(bytes).equals(sha256)) {
      throw new PortException(Fault.CORRUPT, "the bytes are not those of " + this);
    }
    return bytes;
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
