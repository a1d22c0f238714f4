package dev.fairlead.core.claim;

import java.time.Duration;
import java.time.Instant;

/**
 * The exclusive right to schedule an insight. Safety is the epoch: every acquisition raises it, and
 * each write under the claim is conditional on it. Liveness is the expiry: a holder that vanished
 * is replaced once {@code until} has passed.
 *
 * @param epoch 0 while it was never held
 */
public record Claim(String holder, long epoch, Instant until) {

  /** Answer to an attempt to take the claim. */
  public sealed interface Answer {
    /** Taken; to be stored on condition that the old epoch still stands. */
    record Granted(Claim claim) implements Answer {}

    /** Somebody else holds it. */
    record Refused(String holder, Instant until) implements Answer {}
  }

  public static final Claim NEVER_HELD = new Claim("nobody", 0, Instant.EPOCH);

  /** Takes the claim if it is free or expired, also from oneself: the epoch always rises. */
  public Answer acquire(String who, Instant now, Duration length) {
    if (now.isBefore(until) && !holder.equals(who)) {
      return new Answer.Refused(holder, until);
    }
    return new Answer.Granted(new Claim(who, epoch + 1, now.plus(length)));
  }

  /** Gives it back: free at once, the epoch stays used. */
  public Claim released() {
    return new Claim(holder, epoch, Instant.EPOCH);
  }
}
