package dev.fairlead.resourcepool.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Handling;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.Report;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Journal;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes due while a look is carried out. */
class SleepingTest {
  private static final AgendaKey AGENDA =
      new AgendaKey(new CustomerId("acme"), new AgendaId("01k00000000000000000000001"));
  private static final Plan PLAN =
      Plan.of(
          ((DocumentRules.Valid)
                  DocumentRules.check(
                      JsonText.parse("{\"operations\":[{\"name\":\"a\",\"type\":\"wait\"}]}"),
                      Set.of("wait")))
              .document(),
          KnownTypes.of(Set.of("wait")),
          _ -> new Handling(Duration.ZERO, Optional.empty()),
          Instant.EPOCH,
          new CorrelationId("call"),
          1);

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final Instant looked = clock.instant();
  private final Moments moments = new Moments();
  private final Sleeping sleeping =
      new Sleeping(
          new Journal(adapters.items(), adapters.blobs()),
          Duration.ofMinutes(1),
          new Ids(clock, new SplittableRandom(3)),
          clock);

  @BeforeEach
  void ring() {
    adapters.items().write(new Alarms(adapters.items(), Alarms.Kind.LOOK).set(alarm()));
  }

  @Test
  void sleepsUntilTheFirstMomentAfterTheLook() {
    moments.sleeps("a", looked.plus(Duration.ofHours(1)));

    assertThat(fall().orElseThrow().sleep().orElseThrow().until())
        .isEqualTo(looked.plus(Duration.ofHours(1)));
  }

  @Test
  void staysAwakeForWhatCameDueSinceTheLook() {
    moments.sleeps("a", looked.plusSeconds(1));
    clock.advance(Duration.ofSeconds(2));

    assertThat(fall()).isEmpty();
  }

  private Optional<AgendaRun> fall() {
    return sleeping.fall(
        AGENDA,
        PLAN,
        AgendaRun.empty(Set.of("a")),
        List.of(new Report.Tick(Optional.of(alarm().due()))),
        moments,
        looked);
  }

  private Alarms.Alarm alarm() {
    return new Alarms.Alarm(AGENDA, looked);
  }
}
