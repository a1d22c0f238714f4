package dev.fairlead.core.id;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Makes new ids from an injected clock and injected chance: same seed, same ids. Thread-safe. */
public final class Ids {
  private static final char[] CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  private final InstantSource clock;
  private final RandomGenerator random;

  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public AgendaId newAgendaId() {
    return new AgendaId(newUlid());
  }

  /** 26 characters that sort by time (ULID, see {@link AgendaId}). */
  public synchronized String newUlid() {
    var text = new char[26];
    long millis = clock.millis();
    for (int i = 9; i >= 0; i--) {
      text[i] = CROCKFORD[(int) (millis & 31)];
      millis >>>= 5;
    }
    for (int i = 10; i < 26; i++) {
      text[i] = CROCKFORD[random.nextInt(32)];
    }
    return new String(text);
  }

  /** 160 random bits in base 32: a nonce or a secret, as strong as the injected generator. */
  public synchronized String newSecret() {
    var text = new char[32];
    for (int i = 0; i < text.length; i++) {
      text[i] = CROCKFORD[random.nextInt(32)];
    }
    return new String(text);
  }
}
