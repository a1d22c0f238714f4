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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final String INSIGHT = "default";
  private static final Receipt RECEIPT = new Receipt(1.5, 1.25, -0.25, 0.5, 2, 3);

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
            WriteOutcome.Refused.class, refused -> assertThat(refused.index()).isEqualTo(2));
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
    Slip entry = lines.slips(INSIGHT, 1).getFirst();

    assertThat(cancel(entry).isWritten()).isTrue();
    assertThat(cancel(entry).isWritten()).isFalse();
  }

  @Test
  void leavesANoteForWhatACancelledOneHeld() {
    InLine entry = enter(Stack.agenda(1), 0);
    dispatch(lines.ledger(INSIGHT), List.of(entry));
    Dispatched dispatched = lines.dispatched(INSIGHT, 1).getFirst();

    assertThat(cancel(lines.slips(INSIGHT, 1).getFirst()).isWritten()).isTrue();

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

  @Test
  void takesOneOfSeveralFromASlipAndLeavesTheOthersInOrder() {
    List<InLine> four =
        IntStream.rangeClosed(1, 4).mapToObj(i -> enter(Stack.agenda(i), 0)).toList();
    dispatch(lines.ledger(INSIGHT), four);
    Slip read = lines.slips(INSIGHT, 2).getFirst();

    assertThat(stack.items.transact(read.cancel(read.entries().get(1), Instant.EPOCH)).isWritten())
        .isTrue();

    Slip left = lines.slips(INSIGHT, 2).getFirst();
    assertThat(left.entries()).extracting(Dispatched::sequence).containsExactly(1L, 3L, 4L);
    assertThat(lines.unclaimed(lines.ledger(INSIGHT))).isEqualTo(4);
    assertThat(stack.items.transact(read.cancel(read.entries().get(2), Instant.EPOCH)).isWritten())
        .isFalse();
    stack.items.write(left.drop());
    assertThat(stack.items.transact(left.cancel(left.entries().get(2), Instant.EPOCH)).isWritten())
        .isFalse();
    assertThat(lines.dispatched(INSIGHT, 9)).isEmpty();
  }

  @Test
  void readsASlipAsItWasWrittenAlsoWhereThereIsNothingToTell() {
    InLine first = enter(Stack.agenda(1), 0);
    InLine second = enter(Stack.agenda(2), -3);
    Instant at = stack.clock.instant();
    Admission full =
        new Admission(
            INSIGHT, 0, true, first.floor(), 1.5, "log/3", at, RECEIPT, List.of("cpu"), true, true);
    Admission plain =
        new Admission(
            INSIGHT, -3, false, Amounts.NONE, 0, "log/3", at, new Receipt(0, 0, 0, 0, 0, 0));

    stack.items.transact(
        Lines.dispatch(List.of(new Lines.Turn(first, full), new Lines.Turn(second, plain)), 6, 2));

    assertThat(lines.slips(INSIGHT, 2))
        .containsExactly(
            new Slip(
                INSIGHT,
                7,
                List.of(
                    new Dispatched(INSIGHT, 7, first.agenda(), 4, full),
                    new Dispatched(INSIGHT, 8, second.agenda(), 4, plain))));
  }

  private WriteOutcome cancel(Slip slip) {
    return stack.items.transact(slip.cancel(slip.entries().getFirst(), stack.clock.instant()));
  }

  private InLine enter(AgendaKey agenda, int lane) {
    var place = new Place(INSIGHT, lane, stack.clock.advance(Duration.ofMillis(1)));
    var entry = new InLine(place, agenda, 4, Amounts.of(1, 2, 500, 0), "log/3");
    assertThat(stack.items.write(Lines.enter(entry)).isWritten()).isTrue();
    return entry;
  }

  private static Admission admission(InLine entry, Instant at) {
    return new Admission(
        INSIGHT, entry.place().lane(), true, entry.floor(), 12.5, entry.shape(), at, RECEIPT);
  }

  private WriteOutcome dispatch(Ledger ledger, List<InLine> next) {
    var writes = new ArrayList<Write>();
    writes.add(ledger.dispatched(next.size(), Map.of(), Amounts.NONE).write());
    List<Lines.Turn> turns =
        next.stream()
            .map(entry -> new Lines.Turn(entry, admission(entry, stack.clock.instant())))
            .toList();
    writes.addAll(Lines.dispatch(turns, ledger.lastDispatch(), Slip.MAX_AGENDAS));
    return stack.items.transact(writes);
  }
}
