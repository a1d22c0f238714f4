package dev.fairlead.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.id.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");

  private final List<String> lines = new ArrayList<>();
  private final JsonLines log = new JsonLines(lines::add);

  @Test
  void writesACallAsOneLine() {
    log.called(
        new CallLog.Entry(
            AT,
            "GET /v1/agendas",
            Optional.of(new CustomerId("acme")),
            Optional.of("t1"),
            404,
            Duration.ofMillis(12),
            Optional.of(ErrorCode.NOT_FOUND),
            "c-1",
            Optional.empty()));

    assertThat(lines)
        .containsExactly(
            "{\"at\":\"2026-11-01T10:00:00Z\",\"route\":\"GET /v1/agendas\",\"customer\":\"acme\","
                + "\"token\":\"t1\",\"status\":404,\"millis\":12,\"code\":\"NOT_FOUND\","
                + "\"correlationId\":\"c-1\"}");
  }

  @Test
  void tellsWhereAFailureCameFromAndNotWhatItSays() {
    var failure = new IllegalStateException("payload-1", new IllegalArgumentException("payload-2"));

    log.handled(new BatchLog.Entry(AT, "wake", 3, 1, Duration.ZERO, List.of(failure)));

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .contains(
            "\"queue\":\"wake\",\"messages\":3,\"failed\":1",
            "java.lang.IllegalStateException at dev.fairlead.endpoint.JsonLinesTest",
            " < java.lang.IllegalArgumentException at ")
        .doesNotContain("payload", "\n");
  }

  @Test
  void tellsWhatATurnDid() {
    log.turned(new TurnLog.Entry(AT, "reaper", Map.of("uploads", 2, "agendas", 1), true, false));

    assertThat(lines)
        .containsExactly(
            "{\"at\":\""
                + AT
                + "\",\"task\":\"reaper\",\"agendas\":1,\"uploads\":2,\"dryRun\":true,\"done\":false}");
  }
}
