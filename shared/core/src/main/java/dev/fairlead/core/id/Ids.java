package dev.fairlead.core.id;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Makes new ids from an injected clock and injected chance: same seed, same ids. Thread-safe. */
public final class Ids {
  private final InstantSource clock;
  private final RandomGenerator random;

  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public AgendaId newAgendaId() {
    return new AgendaId(newUlid());
  }

  /** A new {@link Ulid}. */
  public synchronized String newUlid() {
    var text = new char[Ulid.LENGTH];
    long millis = clock.millis();
    for (int i = Ulid.TIME - 1; i >= 0; i--) {
      text[i] = Ulid.digit((int) millis);
      millis >>>= 5;
    }
    for (int i = Ulid.TIME; i < Ulid.LENGTH; i++) {
      text[i] = Ulid.digit(random.nextInt(32));
    }
    return new String(text);
  }

  /** 160 random bits in base 32: a nonce or a secret, as strong as the injected generator. */
  public synchronized String newSecret() {
    var text = new char[32];
    for (int i = 0; i < text.length; i++) {
      text[i] = Ulid.digit(random.nextInt(32));
    }
    return new String(text);
  }
}
