package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.InFlight;
import dev.fairlead.core.scheduling.Pace;
import dev.fairlead.core.scheduling.Receipt;
import dev.fairlead.store.AccountRow.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final String INSIGHT = "default";
  private static final AccountKey ACME = new AccountKey(Stack.ACME, 0);
  private static final AccountKey GLOBEX = new AccountKey(Stack.GLOBEX, 0);

  private final Stack stack = new Stack();
  private final Accounts accounts = new Accounts(stack.items);

  @Test
  void findsThoseThatContendByTagAndByAge() {
    write(contending(ACME, 1000.5, 1));
    write(contending(GLOBEX, 9, 2));
    write(contending(new AccountKey(Stack.ACME, 3), 1, 0));

    assertThat(accounts.leastServed(INSIGHT, 0, 9))
        .extracting(AccountRow::key)
        .containsExactly(GLOBEX, ACME);
    assertThat(accounts.oldest(INSIGHT, 0, 9))
        .extracting(AccountRow::key)
        .containsExactly(ACME, GLOBEX);
    assertThat(accounts.leastServed(INSIGHT, 3, 9)).hasSize(1);
    assertThat(accounts.of(INSIGHT, Stack.ACME)).hasSize(2);
    assertThat(accounts.all(INSIGHT, "", 9)).hasSize(3);
    assertThat(accounts.all(INSIGHT, Stack.ACME.value(), 9))
        .extracting(AccountRow::key)
        .containsExactly(GLOBEX);
  }

  @Test
  void hidesFromTheIndexesWhoIsExhaustedOrHasNobodyWaiting() {
    AccountRow exhausted = write(contending(ACME, 1, 1).contending(true, head(1)));
    write(contending(GLOBEX, 1, 1).contending(false, Optional.empty()));

    assertThat(accounts.leastServed(INSIGHT, 0, 9)).isEmpty();
    assertThat(accounts.oldest(INSIGHT, 0, 9)).isEmpty();
    assertThat(accounts.find(INSIGHT, ACME)).isEqualTo(exhausted);
  }

  @Test
  void paysForNoIndexThatNobodyAsks() {
    stack.items.write(contending(ACME, 1, 1).write(Candidates.OLDEST));
    stack.items.write(contending(GLOBEX, 1, 1).write(Candidates.LEAST_SERVED));

    assertThat(accounts.oldest(INSIGHT, 0, 9)).extracting(AccountRow::key).containsExactly(ACME);
    assertThat(accounts.leastServed(INSIGHT, 0, 9))
        .extracting(AccountRow::key)
        .containsExactly(GLOBEX);
  }

  @Test
  void refusesToReplaceAnAccountThatIsNotAsItWasRead() {
    AccountRow first = contending(ACME, 1, 1);
    assertThat(stack.items.write(first.write(Candidates.BOTH)).isWritten()).isTrue();

    assertThat(stack.items.write(first.write(Candidates.BOTH)).isWritten()).isFalse();
    assertThat(stack.items.write(first.written().tagged(2).write(Candidates.BOTH)).isWritten())
        .isTrue();
    assertThat(stack.items.write(first.written().tagged(3).write(Candidates.BOTH)).isWritten())
        .isFalse();
    assertThat(accounts.find(INSIGHT, ACME).finishTag()).isEqualTo(2);
  }

  @Test
  void holdsWhatWasAdmittedUntilItIsSettled() {
    var admission =
        new Admission(
            INSIGHT,
            0,
            true,
            Amounts.of(1, 1, 250, 0),
            7.5,
            "log/0",
            Instant.ofEpochMilli(1_000),
            new Receipt(0, 0, 0, 0, 0, 0));
    AccountRow held = AccountRow.fresh(INSIGHT, ACME).admitted(admission).admitted(admission);

    assertThat(held.held()).isEqualTo(Amounts.of(2, 2, 500, 0));
    assertThat(held.inFlight()).isEqualTo(new InFlight(2, 2, 15, 0));
    AccountRow settled = held.settled(admission, 9.5, 2).settled(admission, 7.5, 2);
    assertThat(settled).isEqualTo(AccountRow.fresh(INSIGHT, ACME).tagged(1));
  }

  @Test
  void chargesWhatOutrunsItsChargeAndForgetsByHalf() {
    Instant start = Instant.ofEpochSecond(1_000);
    var row =
        new AccountRow(
            INSIGHT,
            ACME,
            1,
            10,
            Amounts.NONE,
            new InFlight(1, 1_000, 4, 0),
            start,
            false,
            Pace.UNSEEN,
            Optional.empty());

    AccountRow later = row.asOf(start.plusSeconds(10), 0, 2, Optional.empty());
    assertThat(later.finishTag()).isEqualTo(13);
    assertThat(later.asOf(start.plusSeconds(10), 0, 2, Optional.empty())).isEqualTo(later);
    assertThat(row.asOf(start.plusSeconds(2), 4, 1, Optional.of(Duration.ofSeconds(2))).finishTag())
        .isEqualTo(7);
  }

  @Test
  void keepsHowLongItsAgendasLast() {
    var shape = new Estimate(9, 40, 40, 10, 40, 90, 120);
    var pace = Pace.UNSEEN.with(shape, 20).with(shape, 80);
    AccountRow row = AccountRow.fresh(INSIGHT, ACME).paced(pace);

    AccountRow written = write(row);

    assertThat(accounts.find(INSIGHT, ACME)).isEqualTo(written);
    assertThat(written.pace()).isEqualTo(pace);
  }

  private AccountRow write(AccountRow row) {
    assertThat(stack.items.write(row.write(Candidates.BOTH)).isWritten()).isTrue();
    return row.written();
  }

  private static AccountRow contending(AccountKey key, double tag, long age) {
    return AccountRow.fresh(INSIGHT, key).tagged(tag).contending(false, head(age));
  }

  private static Optional<Head> head(long age) {
    return Optional.of(new Head(Instant.ofEpochMilli(age), Stack.agenda(1).agenda()));
  }
}
