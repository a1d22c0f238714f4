package dev.fairlead.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClaimTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LENGTH = Duration.ofSeconds(30);

  @Test
  void isGrantedToTheFirstWhoAsks() {
    assertThat(Claim.NEVER_HELD.acquire("one", NOW, LENGTH))
        .isEqualTo(new Claim.Answer.Granted(new Claim("one", 1, NOW.plus(LENGTH))));
  }

  @Test
  void refusesWhileAnotherHolderIsAlive() {
    var held = new Claim("one", 4, NOW.plus(LENGTH));

    assertThat(held.acquire("other", NOW.plus(LENGTH).minusNanos(1), LENGTH))
        .isEqualTo(new Claim.Answer.Refused("one", NOW.plus(LENGTH)));
  }

  @Test
  void passesToAnotherTheInstantItExpires() {
    var held = new Claim("one", 4, NOW);

    assertThat(held.acquire("other", NOW, LENGTH))
        .isEqualTo(new Claim.Answer.Granted(new Claim("other", 5, NOW.plus(LENGTH))));
  }

  @Test
  void raisesItsEpochAlsoForTheSameHolder() {
    var held = new Claim("one", 4, NOW.plus(LENGTH));

    assertThat(held.acquire("one", NOW, LENGTH))
        .isEqualTo(new Claim.Answer.Granted(new Claim("one", 5, NOW.plus(LENGTH))));
  }

  @Test
  void isFreeAtOnceWhenReleasedAndNeverUsesAnEpochTwice() {
    var released = new Claim("one", 4, NOW.plus(LENGTH)).released();

    assertThat(released.acquire("other", NOW, LENGTH))
        .isEqualTo(new Claim.Answer.Granted(new Claim("other", 5, NOW.plus(LENGTH))));
  }
}
