package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.PortException;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.ItemFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private static final Duration LATER = Duration.ofSeconds(2);

  private final Stack stack = new Stack();
  private final Alarms alarms = new Alarms(stack.items, Alarms.Kind.LOOK);
  private final Instant now = stack.clock.instant();
  private final Alarm alarm = new Alarm(Stack.agenda(1), now);

  @Test
  void ringsFromTheMillisecondItIsDue() {
    stack.items.write(alarms.set(alarm));

    assertThat(due(now.minusMillis(1))).isEmpty();
    assertThat(due(now)).containsExactly(alarm);
  }

  @Test
  void ringsOnceWhenSetTwice() {
    stack.items.write(alarms.set(alarm));
    stack.items.write(alarms.set(alarm));

    assertThat(due(now)).containsExactly(alarm);
  }

  @Test
  void movesWithoutEverBeingGone() {
    stack.items.write(alarms.set(alarm));
    for (int crashAt = 0; crashAt < 2; crashAt++) {
      var script = new FaultScript();
      IntStream.range(0, crashAt).forEach(_ -> script.then(new ItemFault.None()));
      var crashing =
          new Alarms(
              stack.failing(script.then(new ItemFault.TimedOutAndNotDone())), Alarms.Kind.LOOK);

      assertThatThrownBy(() -> crashing.move(alarm, now.plus(LATER)))
          .isInstanceOf(PortException.class);
      assertThat(due(now.plus(LATER))).as("crash at call " + crashAt).isNotEmpty();
    }
    alarms.move(alarm, now.plus(LATER));

    assertThat(due(now.plus(LATER))).containsExactly(new Alarm(Stack.agenda(1), now.plus(LATER)));
  }

  @Test
  void staysWhenMovedToWhereItIs() {
    stack.items.write(alarms.set(alarm));

    alarms.move(alarm, now);

    assertThat(due(now)).containsExactly(alarm);
  }

  @Test
  void tellsAgendasApart() {
    var others = IntStream.range(0, 60).mapToObj(i -> new Alarm(Stack.agenda(i), now)).toList();
    others.forEach(each -> stack.items.write(alarms.set(each)));

    alarms.clear(others.getFirst());

    assertThat(due(now)).containsExactlyInAnyOrderElementsOf(others.subList(1, 60));
  }

  private List<Alarm> due(Instant at) {
    return IntStream.range(0, Alarms.SHARDS)
        .boxed()
        .flatMap(shard -> alarms.due(shard, at, 100).stream())
        .toList();
  }
}
