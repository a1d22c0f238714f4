package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.Ports;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyMessageQueue;
import dev.fairlead.testkit.faults.QueueFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An insight that comes to schedule otherwise sees at once to those that wait in it. */
class ChangedTermsTest {
  private static final String INSIGHT = "/v1/insights/default";

  private final HomeStack home = new HomeStack();
  private final List<String> waiting = new ArrayList<>();

  @AfterEach
  void close() {
    home.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fifo,priority",
    "fifo,fair",
    "fair,fifo",
    "fair,priority",
    "priority,fair",
    "priority,fifo"
  })
  void dispatchesWithoutATickWhoeverWaitsInWhicheverLane(String before, String after) {
    insight("{\"algorithm\":\"%s\",\"queueSize\":0}".formatted(before));
    submit(12);

    home.operator("PATCH", INSIGHT, "{\"algorithm\":\"%s\",\"queueSize\":50}".formatted(after));
    home.settle();

    assertThat(waiting).allSatisfy(id -> assertThat(state(id)).isEqualTo("COMPLETE"));
  }

  @Test
  void dispatchesAsSoonAsTheQueueTakesMore() {
    insight("{\"algorithm\":\"fifo\",\"queueSize\":0}");
    submit(2);

    home.operator("PATCH", INSIGHT, "{\"queueSize\":5}");
    home.settle();

    assertThat(waiting).allSatisfy(id -> assertThat(state(id)).isEqualTo("COMPLETE"));
  }

  @Test
  void isStoredAndSaysSoThoughNobodyCanBeWoken() {
    insight("{\"algorithm\":\"fifo\",\"queueSize\":0}");
    submit(1);
    var ports = home.ports;
    FaultPlan deaf =
        new FaultPlan() {
          @Override
          public QueueFault next(QueueCall call, String queue) {
            return new QueueFault.Throttled();
          }
        };
    home.restartedOver(
        new Ports(
            ports.items(),
            new FaultyMessageQueue(ports.queues(), deaf),
            ports.blobs(),
            ports.secrets()));

    var changed = home.operator("PATCH", INSIGHT, "{\"queueSize\":5}");
    home.restartedOver(ports);
    home.pass(Duration.ofMinutes(1), 1);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(state(waiting.getFirst())).isEqualTo("COMPLETE");
  }

  private void insight(String terms) {
    var made =
        home.operator(
            "POST",
            "/v1/insights",
            terms.replaceFirst("\\{", "{\"id\":\"default\",\"title\":\"t\","));
    assertThat(made.status()).isEqualTo(201);
  }

  private void submit(int count) {
    for (int i = 0; i < count; i++) {
      String agenda =
          "{\"priority\":%d,\"operations\":[{\"name\":\"a\",\"type\":\"log\",\"payload\":{\"message\":\"x\"}}]}"
              .formatted(i % 5 - 2);
      var accepted = home.submit("customer" + i % 3, agenda);
      waiting.add(accepted.text("id"));
      home.settle();
    }
    assertThat(waiting).allSatisfy(id -> assertThat(state(id)).isNotEqualTo("COMPLETE"));
  }

  private String state(String id) {
    String customer = "customer" + waiting.indexOf(id) % 3;
    return home.get(customer, "/v1/agendas/" + id).text("state");
  }
}
