package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultPlan.ItemCall;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InsightsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Stack stack = new Stack();
  private final ObjectRows rows = new ObjectRows(stack.items);
  private final Insights insights = new Insights(stack.items, stack.clock);

  @Test
  void hasTheBuiltInOneWithoutAnyObject() {
    assertThat(insights.all()).containsExactly(Insight.DEFAULT);
    assertThat(insights.find("default")).contains(Insight.DEFAULT);
    assertThat(insights.find("other")).isEmpty();
    assertThat(Insight.DEFAULT.queueSize()).isEqualTo(100);
    assertThat(Insight.DEFAULT.algorithm()).isEqualTo("fifo");
    assertThat(Insight.DEFAULT.sharing().isGlobal()).isTrue();
  }

  @Test
  void readsWhatAnObjectSays() {
    var said =
        Json.object()
            .put("title", "Encode")
            .put("resourcePoolId", "site")
            .put("queueSize", 7)
            .put("algorithm", "fifo")
            .put("mappers", Json.object().put("operationType", Json.texts(List.of("log"))).build())
            .put("rank", 3)
            .put("note", "kept")
            .build();
    add("gpu", said);

    var read = insights.find("gpu").orElseThrow();

    assertThat(read.title()).isEqualTo("Encode");
    assertThat(read.pool()).contains("site");
    assertThat(read.queueSize()).isEqualTo(7);
    assertThat(read.mappers().types()).containsExactly("log");
    assertThat(read.mappers().names()).isEmpty();
    assertThat(read.rank()).isEqualTo(3);
    assertThat(read.fields()).isEqualTo(said);
    assertThat(insights.all()).containsExactly(Insight.DEFAULT, read);
  }

  @Test
  void takesTheStoredDefaultForTheBuiltIn() {
    add("default", Json.object().put("queueSize", 3).build());

    assertThat(insights.all()).extracting(Insight::queueSize).containsExactly(3);
    assertThat(insights.find("default")).map(Insight::queueSize).contains(3);
  }

  @Test
  void readsEveryPageOfAThousand() {
    IntStream.range(0, 1_100).forEach(i -> add("i%04d".formatted(i), Json.EMPTY));

    assertThat(insights.all()).hasSize(1_101).extracting(Insight::id).isSorted();
  }

  @Test
  void keepsWhatItReadForSoLongAndFindsANewOneAtOnce() {
    add("a", Json.object().put("queueSize", 1).build());
    insights.all();
    change("a", Json.object().put("queueSize", 2).build());
    add("b", Json.EMPTY);

    assertThat(insights.find("a")).map(Insight::queueSize).contains(1);
    assertThat(insights.find("b")).isPresent();
    assertThat(insights.findNow("a")).map(Insight::queueSize).contains(2);
    change("a", Json.object().put("queueSize", 3).build());
    assertThat(insights.find("a")).map(Insight::queueSize).contains(2);
    stack.clock.advance(Insights.KEPT.minus(MOMENT));
    assertThat(insights.find("a")).map(Insight::queueSize).contains(2);
    assertThat(insights.all()).extracting(Insight::id).containsExactly("a", "default");
    stack.clock.advance(MOMENT);
    assertThat(insights.find("a")).map(Insight::queueSize).contains(3);
    assertThat(insights.all()).extracting(Insight::id).containsExactly("a", "b", "default");
  }

  @Test
  void forgetsOneThatIsGone() {
    var gone = add("a", Json.EMPTY);
    insights.find("a");
    rows.shut("a");
    rows.delete(gone, Optional.empty());
    stack.clock.advance(Insights.KEPT);

    assertThat(insights.find("a")).isEmpty();
    add("a", Json.object().put("queueSize", 2).build());
    assertThat(insights.find("a")).map(Insight::queueSize).contains(2);
  }

  @Test
  void knowsEveryChangeAtOnceWhereThatMatters() {
    assertThat(insights.current()).containsExactly(Insight.DEFAULT);
    var a = add("a", Json.EMPTY);
    assertThat(insights.current()).extracting(Insight::id).containsExactly("a", "default");
    change("a", Json.object().put("queueSize", 2).build());
    assertThat(insights.current()).extracting(Insight::queueSize).containsExactly(2, 100);
    rows.shut("a");
    rows.delete(rows.main(ObjectKind.INSIGHT, "a").orElseThrow(), Optional.empty());
    assertThat(insights.current()).containsExactly(Insight.DEFAULT);
    // The very same again, under a clock that stands.
    add("a", Json.EMPTY);
    assertThat(insights.current()).extracting(Insight::id).containsExactly("a", "default");
    assertThat(a.version()).isOne();
  }

  @Test
  void doesNotReadThemAgainWhileNoneChanges() {
    add("a", Json.EMPTY);
    var calls = new ArrayList<ItemCall>();
    var counted =
        new Insights(
            new FaultyItemStore(
                stack.items,
                new FaultPlan() {
                  @Override
                  public ItemFault next(ItemCall call) {
                    calls.add(call);
                    return new ItemFault.None();
                  }
                }),
            stack.clock);
    counted.current();
    calls.clear();
    stack.clock.advance(Duration.ofDays(1));

    assertThat(counted.current()).hasSize(2);

    assertThat(calls).containsExactly(ItemCall.READ);
  }

  @Test
  void readsAgainWhenTheClockIsSetBack() {
    add("a", Json.object().put("queueSize", 1).build());
    insights.all();
    change("a", Json.object().put("queueSize", 2).build());
    stack.clock.advance(Duration.ofHours(-1));

    assertThat(insights.find("a")).map(Insight::queueSize).contains(2);
    assertThat(insights.all()).extracting(Insight::queueSize).containsExactly(2, 100);
  }

  private StoredObject add(String id, Json.Obj fields) {
    var object =
        StoredObject.added(ObjectKind.INSIGHT, id, Stack.ACME, fields, stack.clock.instant());
    assertThat(rows.add(object, Optional.empty(), Optional.empty()).isWritten()).isTrue();
    return object;
  }

  private void change(String id, Json.Obj fields) {
    var before = rows.main(ObjectKind.INSIGHT, id).orElseThrow();
    var after = before.changed(Stack.ACME, fields, stack.clock.instant());
    assertThat(rows.replace(before, after, Optional.empty(), Optional.empty()).isWritten())
        .isTrue();
  }
}
