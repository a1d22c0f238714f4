package dev.fairlead.core.lease;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.id.Ulid;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A lease. 26 characters that sort by the time of their making (ULID, lower case). */
public record LeaseId(String value) implements Comparable<LeaseId> {

  public LeaseId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not the id of a lease: " + value);
    }
  }

  /**
   * The lease of an attempt: the same for whoever asks, so that an order which comes twice finds
   * the lease there. It begins as the agenda's id does, and so sorts by the agenda's time.
   */
  public static LeaseId ofAttempt(OperationKey operation, int attempt) {
    byte[] hash;
    try {
      hash =
          MessageDigest.getInstance("SHA-256").digest((operation + "/" + attempt).getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    var bits = new BigInteger(1, hash);
    var text = new StringBuilder(operation.agenda().agenda().value().substring(0, Ulid.TIME));
    for (int i = Ulid.TIME; i < Ulid.LENGTH; i++) {
      text.append(Ulid.digit(bits.intValue()));
      bits = bits.shiftRight(5);
    }
    return new LeaseId(text.toString());
  }

  public static boolean isValid(String value) {
    return Ulid.isWellFormed(value);
  }

  @Override
  public int compareTo(LeaseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
