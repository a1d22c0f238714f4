package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.port.QueueProvisioner.State;
import dev.fairlead.core.provisioning.Provisioning;
import dev.fairlead.store.InsightQueue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue of an insight comes, is read, rests and goes, and every agenda runs all the while. */
class InsightQueuesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String QUEUE = InsightQueue.nameOf("shop");
  private static final String ALL = QueueSpec.PERMITS.queueName();

  private final HomeStack home = new HomeStack();

  @BeforeEach
  void shop() {
    home.operator("POST", "/v1/resourcepools", "{\"id\":\"site\",\"title\":\"Site\"}");
    insight();
    home.operator(
        "POST", "/v1/customers", "{\"id\":\"acme\",\"title\":\"A\",\"resourcePoolId\":\"site\"}");
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void comesWithTheInsightAndRestsUntilItDispatches() {
    home.pass(MINUTE, 2);

    assertThat(home.stateOf(QUEUE)).isEqualTo(State.RESTING);
    assertThat(home.readQueues()).isEmpty();
  }

  @Test
  void permitsGoThereOnceItIsRead() {
    home.pass(MINUTE, 2);
    var first = submit();
    home.settle();
    assertThat(outcome(first)).isEqualTo("succeeded");
    home.pass(MINUTE, 3);
    assertThat(home.readQueues()).containsExactly(QUEUE);

    var second = submit();
    dispatch();

    assertThat(home.ports.queues().depth(QUEUE)).isEqualTo(1);
    assertThat(home.ports.queues().depth(ALL)).isZero();
    home.settle();
    assertThat(outcome(second)).isEqualTo("succeeded");
  }

  @Test
  void restsAgainWhenNothingIsDispatchedForLong() {
    becomeActive();

    home.pass(Provisioning.QUIET, 1);
    home.pass(MINUTE, 2);

    assertThat(home.stateOf(QUEUE)).isEqualTo(State.RESTING);
    var agenda = submit();
    home.settle();
    assertThat(outcome(agenda)).isEqualTo("succeeded");
  }

  @Test
  void goesWithTheInsight() {
    becomeActive();

    assertThat(home.operator("DELETE", "/v1/insights/shop", "").status()).isEqualTo(200);
    home.pass(MINUTE, 3);

    assertThat(home.stateOf(QUEUE)).isEqualTo(State.ABSENT);
  }

  @Test
  void comesAgainWithAnInsightOfTheSameName() {
    becomeActive();
    home.operator("DELETE", "/v1/insights/shop", "");
    home.pass(MINUTE, 1);

    insight();
    var agenda = submit();
    home.settle();
    assertThat(outcome(agenda)).isEqualTo("succeeded");
    home.pass(MINUTE, 6);

    assertThat(home.stateOf(QUEUE)).isNotEqualTo(State.ABSENT);
  }

  /** As the mapping was switched off by hand, say, or the queue was lost with what was in it. */
  @Test
  void permitsThatNobodyReadsAreSentAgainToTheQueueOfAll() {
    becomeActive();
    var agenda = submit();
    dispatch();
    var permits = home.ports.queues();
    for (var permit : permits.receive(QUEUE, 10, MINUTE, Duration.ZERO)) {
      permits.delete(QUEUE, permit.receipt());
    }
    home.settle();
    assertThat(outcome(agenda)).isEmpty();

    home.pass(MINUTE, 1);

    assertThat(outcome(agenda)).isEqualTo("succeeded");
  }

  private void insight() {
    var insight =
        "{\"id\":\"shop\",\"title\":\"Shop\",\"resourcePoolId\":\"site\",\"isGlobal\":true,"
            + "\"mappers\":{\"operationType\":[\"log\"]}}";
    assertThat(home.operator("POST", "/v1/insights", insight).status()).isEqualTo(201);
  }

  private void becomeActive() {
    home.pass(MINUTE, 2);
    submit();
    home.settle();
    home.pass(MINUTE, 3);
    assertThat(home.readQueues()).isEqualTo(List.of(QUEUE));
  }

  private String submit() {
    return home.submit("acme", HomeStack.chain(1)).text("id");
  }

  private String outcome(String agenda) {
    return home.get("acme", "/v1/agendas/" + agenda).text("outcome");
  }

  /** The scheduler alone, so that the permit is still there. */
  private void dispatch() {
    home.watched((_, _) -> {}).fire(ScheduleSpec.SCHEDULER_TICK);
  }
}
