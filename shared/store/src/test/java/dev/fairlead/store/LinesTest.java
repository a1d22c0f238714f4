package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Receipt;
import dev.fairlead.store.Lines.Dispatched;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final String INSIGHT = "default";

  private final Stack stack = new Stack();
  private final Lines lines = new Lines(stack.items);

  @Test
  void showsTheOldestFirstWhoeverTheyAre() {
    InLine first = enter(Stack.agenda(Stack.GLOBEX, 7), 0);
    InLine second = enter(Stack.agenda(3), 5);
    InLine third = enter(Stack.agenda(Stack.GLOBEX, 1), -5);

    assertThat(lines.oldest(INSIGHT, 2)).containsExactly(first, second);
    assertThat(lines.oldest(INSIGHT, 10)).containsExactly(first, second, third);
    assertThat(lines.oldest("other", 10)).isEmpty();
  }

  @Test
  void keepsTheLanesOfACustomerApart() {
    InLine low = enter(Stack.agenda(1), -10);
    InLine high = enter(Stack.agenda(2), 10);
    InLine again = enter(Stack.agenda(3), 10);
    enter(Stack.agenda(Stack.GLOBEX, 4), 10);

    var customer = low.agenda().customer();
    assertThat(lines.heads(INSIGHT, new AccountKey(customer, 10), 9)).containsExactly(high, again);
    assertThat(lines.heads(INSIGHT, new AccountKey(customer, 10), 1)).containsExactly(high);
    assertThat(lines.heads(INSIGHT, new AccountKey(customer, -10), 9)).containsExactly(low);
    assertThat(lines.heads(INSIGHT, new AccountKey(customer, 0), 9)).isEmpty();
  }

  @Test
  void movesFromWaitingToDispatchedInTheOrderGiven() {
    InLine first = enter(Stack.agenda(1), 0);
    InLine second = enter(Stack.agenda(2), 0);

    assertThat(dispatch(lines.ledger(INSIGHT), List.of(second, first)).isWritten()).isTrue();

    assertThat(lines.dispatched(INSIGHT, 10))
        .extracting(Dispatched::agenda)
        .containsExactly(second.agenda(), first.agenda());
    assertThat(lines.dispatched(INSIGHT, 1).getFirst().admission())
        .isEqualTo(admission(second, stack.clock.instant()));
    assertThat(lines.oldest(INSIGHT, 10)).isEmpty();
    assertThat(lines.isWaiting(first.place(), first.agenda())).isFalse();
    assertThat(lines.ledger(INSIGHT).lastDispatch()).isEqualTo(2);
  }

  @Test
  void refusesToDispatchUnderALedgerThatSomebodyElseWrote() {
    InLine waiting = enter(Stack.agenda(1), 0);
    Ledger read = lines.ledger(INSIGHT);
    dispatch(read, List.of());

    var outcome = dispatch(read, List.of(waiting));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            WriteOutcome.Refused.class, refused -> assertThat(refused.index()).isZero());
    assertThat(lines.isWaiting(waiting.place(), waiting.agenda())).isTrue();
    assertThat(lines.dispatched(INSIGHT, 10)).isEmpty();
  }

  @Test
  void readsALedgerAsItWasWritten() {
    var held = Amounts.ofMap(Map.of("cpu", 500L, "gpu", 3L));
    Ledger written = lines.ledger(INSIGHT).dispatched(3, Map.of(-2, 1.25, 0, 17.5), held);
    assertThat(stack.items.write(written.write()).isWritten()).isTrue();

    assertThat(lines.ledger(INSIGHT)).isEqualTo(written);
    assertThat(written.virtualTime(0)).isEqualTo(17.5);
    assertThat(written.virtualTime(4)).isZero();
  }

  @Test
  void refusesAWholeDispatchIfOneNoLongerWaits() {
    InLine first = enter(Stack.agenda(1), 0);
    InLine gone = enter(Stack.agenda(2), 0);
    stack.items.write(Lines.leave(gone.place(), gone.agenda()));

    var outcome = dispatch(lines.ledger(INSIGHT), List.of(first, gone));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            WriteOutcome.Refused.class, refused -> assertThat(refused.index()).isEqualTo(3));
    assertThat(lines.isWaiting(first.place(), first.agenda())).isTrue();
  }

  @Test
  void refusesToDispatchByAnEntryOfAnEarlierRound() {
    InLine now = enter(Stack.agenda(1), 0);
    var before = new InLine(now.place(), now.agenda(), now.epoch() - 1, now.floor(), now.shape());

    var outcome = dispatch(lines.ledger(INSIGHT), List.of(before));

    assertThat(outcome.isWritten()).isFalse();
    assertThat(lines.isWaiting(now.place(), now.agenda())).isTrue();
  }

  @Test
  void letsOneOfTwoCancelADispatchedAgenda() {
    dispatch(lines.ledger(INSIGHT), List.of(enter(Stack.agenda(1), 0)));
    Dispatched entry = lines.dispatched(INSIGHT, 1).getFirst();

    assertThat(cancel(entry).isWritten()).isTrue();
    assertThat(cancel(entry).isWritten()).isFalse();
  }

  @Test
  void leavesANoteForWhatACancelledOneHeld() {
    InLine entry = enter(Stack.agenda(1), 0);
    dispatch(lines.ledger(INSIGHT), List.of(entry));
    Dispatched dispatched = lines.dispatched(INSIGHT, 1).getFirst();

    stack.items.transact(Lines.cancel(dispatched, stack.clock.instant()));

    assertThat(lines.dispatched(INSIGHT, 1)).isEmpty();
    assertThat(new Accounts(stack.items).settlements(INSIGHT, 9))
        .containsExactly(
            new Settlement(
                entry.agenda(),
                4,
                dispatched.admission(),
                Optional.empty(),
                stack.clock.instant()));
  }

  private WriteOutcome cancel(Dispatched entry) {
    return stack.items.transact(Lines.cancel(entry, stack.clock.instant()));
  }

  private InLine enter(AgendaKey agenda, int lane) {
    var place = new Place(INSIGHT, lane, stack.clock.advance(Duration.ofMillis(1)));
    var entry = new InLine(place, agenda, 4, Amounts.of(1, 2, 500, 0), "log/3");
    assertThat(stack.items.write(Lines.enter(entry)).isWritten()).isTrue();
    return entry;
  }

  private static Admission admission(InLine entry, Instant at) {
    return new Admission(
        INSIGHT,
        entry.place().lane(),
        true,
        entry.floor(),
        12.5,
        entry.shape(),
        at,
        new Receipt(1.5, 1.25, -0.25, 0.5, 2, 3));
  }

  private WriteOutcome dispatch(Ledger ledger, List<InLine> next) {
    var writes = new ArrayList<Write>();
    writes.add(ledger.dispatched(next.size(), Map.of(), Amounts.NONE).write());
    long sequence = ledger.lastDispatch();
    for (InLine entry : next) {
      sequence++;
      writes.addAll(Lines.dispatch(entry, sequence, admission(entry, stack.clock.instant())));
    }
    return stack.items.transact(writes);
  }
}
