package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.store.Alarms;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyMessageQueue;
import dev.fairlead.testkit.faults.QueueFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agendas that wait for nothing but a time or a person cost nothing meanwhile. */
class SleepingAgendaTest {
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final Duration MONTH = Duration.ofDays(30);

  /** More calls than any step of these makes. */
  private static final int CALLS = 40;

  private static final String ASKING =
      """
      {"operations": [{"name": "ask", "type": "approval"},
                      {"name": "then", "type": "log", "payload": {"message": "x"}, "dependsOn": ["ask"]}]}
      """;

  private final HomeStack home = new HomeStack();

  @Test
  void makesNoCallForADay() {
    String id = asleep(waiting(31_536_000));
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));

    home.pass(Duration.ofMinutes(1), 24 * 60);

    assertThat(calls.seen()).isNotEmpty().noneMatch(call -> isAbout(id, call));
  }

  @Test
  void wakesAfterAYearAndIsLookedAtOnceAMonth() {
    String id = asleep(waiting(31_536_000));

    home.pass(MONTH, 12);
    assertThat(run(id).text("outcome")).isEmpty();
    assertThat(sleeps(id)).isBetween(12L, 14L);
    home.pass(Duration.ofDays(6), 1);

    assertThat(run(id).text("outcome")).isEqualTo("succeeded");
    home.pass(PERIOD, 2);
    assertThat(alarms()).isZero();
  }

  @Test
  void doesNotSleepWhileASubAgendaDoesItsWork() {
    String id =
        home.submit(
                "acme",
                """
                {"operations": [{"name": "a", "type": "agenda", "payload": {
                  "operations": [{"name": "b", "type": "wait", "payload": {"seconds": 3600}}]}}]}
                """)
            .text("id");
    home.settle();

    home.pass(PERIOD, 10);

    assertThat(sleeps(id)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve", "cancel", "pause"})
  void losesNothingThatIsWantedOfItWhenEveryMessageIsLost(String what) {
    String id = asleep(ASKING);
    home.restartedOver(unheard());

    want(id, what);
    home.settle();
    home.restartedOver(home.ports);
    home.pass(PERIOD, 2);

    assertIsDone(id, what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve", "cancel"})
  void losesNothingThatWasWrittenWhereverItCrashed(String what) {
    int written = 0;
    for (int call = 0; call < CALLS; call++) {
      for (PortCalls crashing :
          List.of(new PortCalls().crashBefore(call), new PortCalls().crashAfter(call))) {
        String id = asleep(ASKING);
        home.restartedOver(crashing.of(unheard()));
        var _ = catchThrowableOfType(PortCalls.Crash.class, () -> want(id, what));
        home.restartedOver(home.ports);
        boolean isWritten = sleeps(id) > 0 && !isAsleep(id);
        home.pass(PERIOD, 2);
        if (isWritten) {
          written++;
          assertIsDone(id, what);
        } else {
          assertThat(run(id).text("outcome")).isEmpty();
          want(id, "cancel");
          home.settle();
        }
      }
    }
    assertThat(written).isPositive();
  }

  @Test
  void wakesInTimeWhereverTheLookCrashedThatLetsItSleep() {
    for (int call = 0; call < CALLS; call++) {
      for (PortCalls crashing :
          List.of(new PortCalls().crashBefore(call), new PortCalls().crashAfter(call))) {
        String id = home.submit("acme", waiting(3600)).text("id");
        home.settle();
        home.restartedOver(crashing.of(home.ports));
        var _ = catchThrowableOfType(PortCalls.Crash.class, () -> home.pass(PERIOD, 2));
        home.restartedOver(home.ports);

        home.pass(Duration.ofMinutes(61), 1);
        home.pass(PERIOD, 2);

        assertThat(run(id).text("outcome")).as("crashed at %s", call).isEqualTo("succeeded");
      }
    }
    home.pass(PERIOD, 2);
    assertThat(alarms()).isZero();
  }

  private static String waiting(int seconds) {
    return """
    {"operations": [{"name": "a", "type": "wait", "payload": {"seconds": %s}}]}
    """
        .formatted(seconds);
  }

  /** The id of one that has gone to sleep. */
  private String asleep(String document) {
    String id = home.submit("acme", document).text("id");
    home.settle();
    home.pass(PERIOD, 5);
    assertThat(isAsleep(id)).isTrue();
    return id;
  }

  private void want(String id, String what) {
    String path = "/v1/agendas/" + id;
    Answer answer =
        what.equals("approve")
            ? home.post("acme", path + "/answers", "{\"operation\":\"ask\",\"approved\":true}")
            : home.post("acme", path + "/" + what, "");
    assertThat(answer.status()).isBetween(200, 299);
  }

  private void assertIsDone(String id, String what) {
    switch (what) {
      case "approve" -> assertThat(run(id).text("outcome")).isEqualTo("succeeded");
      case "cancel" -> assertThat(run(id).text("outcome")).isEqualTo("cancelled");
      default -> assertThat(run(id).text("state")).isEqualTo("PAUSED");
    }
  }

  private Answer run(String id) {
    return home.get("acme", "/v1/agendas/" + id);
  }

  private long sleeps(String id) {
    return types(id).stream().filter("agenda.asleep"::equals).count();
  }

  private boolean isAsleep(String id) {
    return types(id).getLast().equals("agenda.asleep");
  }

  private List<String> types(String id) {
    return home.get("acme", "/v1/agendas/" + id + "/events?limit=1000").items("events").stream()
        .map(event -> event.text("type").orElseThrow())
        .toList();
  }

  private static boolean isAbout(String id, PortCalls.Seen call) {
    return call.arguments().stream().anyMatch(argument -> argument.toString().contains(id));
  }

  private long alarms() {
    var alarms = new Alarms(home.ports.items(), Alarms.Kind.LOOK);
    Instant far = home.clock.instant().plus(MONTH.multipliedBy(50));
    return IntStream.range(0, Alarms.SHARDS)
        .mapToLong(shard -> alarms.due(shard, far, 100).size())
        .sum();
  }

  /** The ports without queues that keep what is sent. */
  private Ports unheard() {
    MessageQueue deaf = new FaultyMessageQueue(home.ports.queues(), dropping());
    return new Ports(home.ports.items(), deaf, home.ports.blobs(), home.ports.secrets());
  }

  private static FaultPlan dropping() {
    return new FaultPlan() {
      @Override
      public QueueFault next(QueueCall call, String queue) {
        return call == QueueCall.SEND ? new QueueFault.Dropped() : new QueueFault.None();
      }
    };
  }
}
