package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.claim.Claim;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.scheduling.Snapshot.Waiting;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.Lines.Insight;
import dev.fairlead.store.Lines.InsightClaim;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final String INSIGHT = "default";
  private static final Duration LENGTH = Duration.ofSeconds(30);

  private final Stack stack = new Stack();
  private final Lines lines = new Lines(stack.items);

  @Test
  void showsTheOldestFirstWhoeverTheyAre() {
    Waiting first = enter(Stack.agenda(Stack.GLOBEX, 7));
    Waiting second = enter(Stack.agenda(3));
    Waiting third = enter(Stack.agenda(Stack.GLOBEX, 1));

    assertThat(lines.oldest(INSIGHT, 2)).containsExactly(first, second);
    assertThat(lines.oldest(INSIGHT, 10)).containsExactly(first, second, third);
    assertThat(lines.oldest("other", 10)).isEmpty();
  }

  @Test
  void movesFromWaitingToDispatchedInTheOrderGiven() {
    Waiting first = enter(Stack.agenda(1));
    Waiting second = enter(Stack.agenda(2));
    InsightClaim claim = acquire("one");

    assertThat(dispatch(claim, List.of(second, first)).isWritten()).isTrue();

    assertThat(lines.dispatched(INSIGHT, 10))
        .extracting(Dispatched::agenda)
        .containsExactly(second.agenda(), first.agenda());
    assertThat(lines.oldest(INSIGHT, 10)).isEmpty();
    assertThat(lines.isWaiting(INSIGHT, first)).isFalse();
    assertThat(lines.claim(INSIGHT).lastDispatch()).isEqualTo(2);
  }

  @Test
  void refusesToDispatchUnderAClaimThatWasLost() {
    Waiting waiting = enter(Stack.agenda(1));
    InsightClaim lost = acquire("one");
    stack.clock.advance(LENGTH);
    acquire("other");

    var outcome = dispatch(lost, List.of(waiting));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            WriteOutcome.Refused.class, refused -> assertThat(refused.index()).isZero());
    assertThat(lines.isWaiting(INSIGHT, waiting)).isTrue();
    assertThat(lines.dispatched(INSIGHT, 10)).isEmpty();
  }

  @Test
  void refusesToDispatchTwiceFromTheSameSight() {
    InsightClaim claim = acquire("one");
    dispatch(claim, List.of(enter(Stack.agenda(1))));
    Waiting next = enter(Stack.agenda(2));

    assertThat(dispatch(claim, List.of(next)).isWritten()).isFalse();
    assertThat(dispatch(claim.dispatched(1), List.of(next)).isWritten()).isTrue();
  }

  @Test
  void namesTheEntryThatNoLongerWaitsAndMovesNone() {
    Waiting first = enter(Stack.agenda(1));
    Waiting gone = new Waiting(Stack.agenda(2), stack.clock.instant());

    var outcome = dispatch(acquire("one"), List.of(first, gone));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            WriteOutcome.Refused.class, refused -> assertThat(refused.index()).isEqualTo(3));
    assertThat(lines.isWaiting(INSIGHT, first)).isTrue();
  }

  @Test
  void letsOnlyOneTakeADispatchedAgenda() {
    dispatch(acquire("one"), List.of(enter(Stack.agenda(1))));
    Dispatched entry = lines.dispatched(INSIGHT, 1).getFirst();

    assertThat(stack.items.write(Lines.take(entry)).isWritten()).isTrue();
    assertThat(stack.items.write(Lines.take(entry)).isWritten()).isFalse();
  }

  @Test
  void letsOnlyOneTakeAClaimThatWasNeverHeld() {
    InsightClaim free = lines.claim(INSIGHT);

    assertThat(stack.items.write(Lines.replace(free, granted(free, "one"))).isWritten()).isTrue();
    assertThat(stack.items.write(Lines.replace(free, granted(free, "two"))).isWritten()).isFalse();
    assertThat(lines.claim(INSIGHT).claim().holder()).isEqualTo("one");
  }

  @Test
  void knowsTheDefaultInsight() {
    assertThat(Lines.insights()).contains(Insight.DEFAULT);
    assertThat(Lines.insight(INSIGHT)).contains(Insight.DEFAULT);
    assertThat(Lines.insight("other")).isEmpty();
  }

  private Waiting enter(AgendaKey agenda) {
    var waiting = new Waiting(agenda, stack.clock.advance(Duration.ofMillis(1)));
    assertThat(stack.items.write(Lines.enter(INSIGHT, waiting)).isWritten()).isTrue();
    return waiting;
  }

  private InsightClaim acquire(String holder) {
    InsightClaim old = lines.claim(INSIGHT);
    InsightClaim next = granted(old, holder);
    assertThat(stack.items.write(Lines.replace(old, next)).isWritten()).isTrue();
    return next;
  }

  private InsightClaim granted(InsightClaim old, String holder) {
    return old.claim().acquire(holder, stack.clock.instant(), LENGTH)
            instanceof Claim.Answer.Granted(Claim claim)
        ? old.with(claim)
        : old;
  }

  private WriteOutcome dispatch(InsightClaim claim, List<Waiting> next) {
    return stack.items.transact(Lines.dispatch(claim, next, stack.clock.instant()));
  }
}
