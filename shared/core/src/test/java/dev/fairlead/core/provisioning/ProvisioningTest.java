package dev.fairlead.core.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.QueueProvisioner.State;
import dev.fairlead.core.provisioning.Move.Ask;
import dev.fairlead.core.provisioning.Provisioning.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProvisioningTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration AGE = Duration.ofHours(1);

  @Test
  void aNewInsightHasAQueueMadeThatNobodyReads() {
    Move move = Provisioning.begin("shop", 7, NOON);

    assertThat(move).isEqualTo(Move.to(queue(QueuePhase.PROVISIONING, 7), Ask.REST));
  }

  /** Everything that can be found in each phase, of an insight that dispatched nothing for long. */
  @ParameterizedTest
  @CsvSource({
    "PROVISIONING, ABSENT,   PROVISIONING, REST",
    "PROVISIONING, CHANGING, PROVISIONING, NOTHING",
    "PROVISIONING, RESTING,  RESTING,      NOTHING",
    "PROVISIONING, READ,     PROVISIONING, REST",
    "PROVISIONING, BROKEN,   PROVISIONING, REMOVE",
    "RESTING,      RESTING,  RESTING,      NOTHING",
    "OPENING,      ABSENT,   OPENING,      READ",
    "OPENING,      CHANGING, OPENING,      NOTHING",
    "OPENING,      RESTING,  OPENING,      READ",
    "OPENING,      READ,     ACTIVE,       NOTHING",
    "OPENING,      BROKEN,   OPENING,      REMOVE",
    "ACTIVE,       READ,     CLOSING,      NOTHING",
    "CLOSING,      ABSENT,   CLOSING,      REST",
    "CLOSING,      CHANGING, CLOSING,      NOTHING",
    "CLOSING,      RESTING,  RESTING,      NOTHING",
    "CLOSING,      READ,     CLOSING,      REST",
    "CLOSING,      BROKEN,   CLOSING,      REMOVE",
    "DRAINING,     ABSENT,   PROVISIONING, REST",
    "DRAINING,     CHANGING, DRAINING,     NOTHING",
    "DRAINING,     RESTING,  DRAINING,     REMOVE",
    "DRAINING,     READ,     DRAINING,     REMOVE",
    "DRAINING,     BROKEN,   DRAINING,     REMOVE",
  })
  void goesOnFromWhatIsFound(QueuePhase phase, State found, QueuePhase next, Ask ask) {
    Move move = Provisioning.decide(queue(phase, 7), new Facts(true, 7, found, NOON.plus(AGE)));

    assertThat(move.ask()).isEqualTo(ask);
    assertThat(move.next()).map(QueueRecord::phase).contains(next);
  }

  @Test
  void readsWhatRestsOnceTheInsightDispatches() {
    Move move =
        Provisioning.decide(
            queue(QueuePhase.RESTING, 7), new Facts(true, 8, State.RESTING, NOON.plus(AGE)));

    assertThat(move.ask()).isEqualTo(Ask.READ);
    assertThat(move.next())
        .contains(new QueueRecord("shop", QueuePhase.OPENING, 8, NOON.plus(AGE), 2));
  }

  @Test
  void whatWasDispatchedWhileItWasClosedOpensItAgain() {
    Instant later = NOON.plus(MINUTE);
    var resting =
        Provisioning.decide(queue(QueuePhase.CLOSING, 7), new Facts(true, 8, State.RESTING, later))
            .next()
            .orElseThrow();

    assertThat(resting.phase()).isEqualTo(QueuePhase.RESTING);
    assertThat(Provisioning.decide(resting, new Facts(true, 8, State.RESTING, later)).ask())
        .isEqualTo(Ask.READ);
  }

  @Test
  void staysActiveForAsLongAsTheInsightDispatchesNowAndThen() {
    QueueRecord queue = queue(QueuePhase.ACTIVE, 0);
    for (int i = 1; i <= 100; i++) {
      Instant now = NOON.plus(MINUTE.multipliedBy(10L * i));
      queue = Provisioning.decide(queue, new Facts(true, i, State.READ, now)).next().orElseThrow();
    }

    assertThat(queue.phase()).isEqualTo(QueuePhase.ACTIVE);
  }

  @Test
  void writesNothingDownEveryMinuteThatItIsActive() {
    QueueRecord queue = queue(QueuePhase.ACTIVE, 0);

    Move move = Provisioning.decide(queue, new Facts(true, 9, State.READ, NOON.plus(MINUTE)));

    assertThat(move).isEqualTo(Move.to(queue, Ask.NOTHING));
  }

  @Test
  void restsOnlyAfterAQuarterOfAnHourWithoutADispatch() {
    var active = queue(QueuePhase.ACTIVE, 7);
    Instant quiet = NOON.plus(Provisioning.QUIET);

    assertThat(Provisioning.decide(active, new Facts(true, 7, State.READ, quiet.minusMillis(1))))
        .isEqualTo(Move.to(active, Ask.NOTHING));
    assertThat(Provisioning.decide(active, new Facts(true, 7, State.READ, quiet)))
        .isEqualTo(Move.to(new QueueRecord("shop", QueuePhase.CLOSING, 7, quiet, 2), Ask.NOTHING));
  }

  @ParameterizedTest
  @EnumSource(QueuePhase.class)
  void goesWithItsInsightAndIsForgottenOnlyOnceItIsGone(QueuePhase phase) {
    var gone = new Facts(false, 7, State.READ, NOON);
    QueueRecord draining = Provisioning.decide(queue(phase, 7), gone).next().orElseThrow();
    assertThat(draining.phase()).isEqualTo(QueuePhase.DRAINING);

    for (State found : EnumSet.of(State.RESTING, State.READ, State.BROKEN)) {
      assertThat(Provisioning.decide(draining, new Facts(false, 7, found, NOON.plus(AGE))))
          .isEqualTo(Move.to(draining, Ask.REMOVE));
    }
    assertThat(Provisioning.decide(draining, new Facts(false, 7, State.ABSENT, NOON.plus(AGE))))
        .isEqualTo(new Move(Optional.empty(), Ask.NOTHING));
  }

  @Test
  void isNotForgottenWhileAnInvocationMayLiveThatIsAboutToMakeIt() {
    var draining = queue(QueuePhase.DRAINING, 7);
    Instant soon = NOON.plus(Provisioning.FORGET).minusMillis(1);

    for (boolean isThere : Set.of(true, false)) {
      assertThat(Provisioning.decide(draining, new Facts(isThere, 7, State.ABSENT, soon)))
          .isEqualTo(Move.to(draining, Ask.NOTHING));
    }
  }

  @Test
  void takesPermitsOnlyWhileItIsActive() {
    for (QueuePhase phase : QueuePhase.values()) {
      assertThat(queue(phase, 7).takesPermits()).isEqualTo(phase == QueuePhase.ACTIVE);
      assertThat(QueuePhase.of(phase.word())).contains(phase);
    }
  }

  private static QueueRecord queue(QueuePhase phase, long seen) {
    return new QueueRecord("shop", phase, seen, NOON, 1);
  }
}
