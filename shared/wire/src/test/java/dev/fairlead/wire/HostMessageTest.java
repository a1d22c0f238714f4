package dev.fairlead.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Orders to the allocator, as they are written and read. */
class HostMessageTest {
  private static final Instant ADMITTED = Instant.parse("2026-03-04T05:06:07.089Z");
  private static final OperationKey KEY =
      new OperationKey(
          new AgendaKey(new CustomerId("acme"), new AgendaId("01k7h2m6n8p9q0r1s2t3v4w5x6")), "a");

  @Test
  void whatIsWrittenIsRead() {
    var inline = launch(new PodMessage.Payload.Inline(Json.object().put("x", 1).build()));
    var inBlob = launch(new PodMessage.Payload.InBlob(new Output.Spilled("a".repeat(64), 9_000)));
    var release = new PodMessage.Release(KEY, 3, "encode");

    for (var order : List.of(inline, inBlob, release)) {
      var message = new HostMessage(order, ADMITTED);
      assertThat(HostMessage.isMeant(message.body())).isTrue();
      assertThat(HostMessage.parse(message.body())).isEqualTo(message);
    }
  }

  @Test
  void namesOfTheQueueAreNone() {
    assertThat(HostMessage.isMeant("lease/01k7h2m6n8p9q0r1s2t3v4w5x6")).isFalse();
  }

  @Test
  void withoutItsPlaceInLineItIsRefused() {
    var order = new PodMessage.Release(KEY, 1, "encode").body();

    assertThatThrownBy(() -> HostMessage.parse(order))
        .isInstanceOf(FairleadException.class)
        .hasMessageContaining("admittedAt");
  }

  private static PodMessage.Launch launch(PodMessage.Payload payload) {
    return new PodMessage.Launch(
        KEY,
        2,
        "encode",
        new CorrelationId("c-1"),
        ADMITTED,
        true,
        payload,
        List.of(),
        Optional.empty(),
        Amounts.of(0, 0, 500, 0),
        PodMessage.UNGROWN,
        Duration.ofHours(1),
        Optional.empty());
  }
}
