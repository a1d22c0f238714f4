package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.agendaservice.submit.Submission;
import dev.fairlead.agendaservice.submit.Submit;
import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OneAgendaTest {
  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final Ports ports = adapters.ports();
  private final Ids ids = new Ids(clock, new SplittableRandom(7));
  private final HomeFunctions functions =
      new HomeFunctions(ports, adapters.provisioner(), new Nowhere(), ids, clock, _ -> {});

  @Test
  @Tag("F063")
  void runsFromSubmitToItsEndOneTurnAtATime() {
    var submit =
        new Submit(ports, HandlerSpec.typesAt(EnumSet.of(HandlerSpec.Place.RESIDENT)), ids, clock);
    var accepted =
        (Submission.Answer.Accepted)
            submit.submit(
                new Submission(
                    new CustomerId("acme"),
                    JsonText.parse(
                        "{\"operations\":[{\"name\":\"a\",\"type\":\"log\",\"payload\":{\"message\":\"x\"}}]}"
                            .getBytes(UTF_8)),
                    Optional.empty(),
                    new CorrelationId("call")));
    for (int i = 0; i < 20; i++) {
      for (QueueTrigger trigger : QueueTrigger.values()) {
        new QueuePump(trigger, ports.queues(), functions).turn(Duration.ZERO);
      }
    }
    var run =
        new AgendaRows(ports.items(), ports.blobs())
            .run(new AgendaKey(new CustomerId("acme"), accepted.agenda()))
            .orElseThrow();
    assertThat(run.state()).isEqualTo(AgendaState.COMPLETE);
    assertThat(run.outcome()).contains(AgendaOutcome.SUCCEEDED);
    // The clock stands still, and no schedule ran: nothing in the way waits for either.
    assertThat(run.completedAt()).contains(clock.instant());
  }

  private record Nowhere() implements OperationLauncher {
    @Override
    public void launch(Order order) {}

    @Override
    public void release(OperationKey key, int attempt) {}
  }
}
