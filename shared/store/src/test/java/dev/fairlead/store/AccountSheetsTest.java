package dev.fairlead.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.InFlight;
import dev.fairlead.core.scheduling.Pace;
import dev.fairlead.store.AccountRow.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountSheetsTest {
  private static final String INSIGHT = "fair";
  private static final Instant T0 = Instant.EPOCH;

  /** More than find place on all sheets together. */
  private static final int MANY = 2 * AccountSheets.SHEETS * AccountSheets.MOST;

  private final Stack stack = new Stack();
  private final Accounts accounts = new Accounts(stack.items);

  @Test
  void keepsAllThatAnAccountSays() {
    AccountRow row =
        new AccountRow(
            INSIGHT,
            key(1),
            0,
            0.1 + 0.2,
            Amounts.ofMap(Map.of("agendas", 2L, "slots", 1500L)),
            new InFlight(1.5, 1.7e9 / 3, 1e-9, 12345678901.25),
            T0.plusMillis(7),
            false,
            new Pace(9, -0.333333333333, 1e-12),
            Optional.of(head(3)));
    AccountRow exhausted = AccountRow.fresh(INSIGHT, key(2)).contending(true, Optional.empty());

    write(row, exhausted);

    assertThat(accounts.find(INSIGHT, key(1))).isEqualTo(row.written());
    assertThat(accounts.find(INSIGHT, key(2))).isEqualTo(exhausted.written());
  }

  @Test
  void writesARowForManyAndNoIndex() {
    AccountSheets.Change change =
        accounts
            .sheets(INSIGHT)
            .write(
                IntStream.range(0, 16).mapToObj(i -> contending(i, i)).toList(), Candidates.BOTH);

    assertThat(change.moved()).isEmpty();
    assertThat(change.writes()).hasSizeLessThanOrEqualTo(AccountSheets.SHEETS);
    assertThat(change.writes())
        .allSatisfy(write -> {
          assertThat(write).isInstanceOf(Write.Put.class);
          assertThat(((Write.Put) write).item().attributes())
              .doesNotContainKeys(Lines.AGE, Lines.TAG);
        });
  }

  @Test
  void takesAnAccountThatHadARowOfItsOwnOutOfIt() {
    AccountRow apart = contending(1, 5);
    stack.items.write(apart.write(Candidates.BOTH));

    write(apart.written().tagged(7));

    assertThat(stack.items.read(AccountRow.keyOf(INSIGHT, key(1)))).isEmpty();
    assertThat(accounts.leastServed(INSIGHT, 0, 9))
        .containsExactly(apart.written().tagged(7).written());
  }

  @Test
  void refusesToTakeOutARowThatIsNotAsItWasRead() {
    AccountRow apart = contending(1, 5);
    stack.items.write(apart.write(Candidates.BOTH));
    AccountSheets sheets = accounts.sheets(INSIGHT);
    stack.items.write(apart.written().tagged(6).write(Candidates.BOTH));

    AccountSheets.Change change = sheets.write(List.of(apart.written().tagged(7)), Candidates.BOTH);

    assertThat(change.moved()).containsExactly(key(1));
    assertThat(stack.items.transact(change.writes()).isWritten()).isFalse();
    assertThat(accounts.find(INSIGHT, key(1)).finishTag()).isEqualTo(6);
  }

  @Test
  void ordersThoseOnSheetsAndThoseApartTogether() {
    for (int i = 0; i < MANY; i++) {
      write(contending(i, (i * 7919) % MANY));
    }

    assertThat(accounts.sheets(INSIGHT).rows()).hasSizeLessThan(MANY);
    assertThat(accounts.leastServed(INSIGHT, 0, MANY / 3))
        .extracting(AccountRow::finishTag)
        .containsExactlyElementsOf(IntStream.range(0, MANY / 3).mapToObj(i -> (double) i).toList());
    assertThat(accounts.oldest(INSIGHT, 0, MANY / 3))
        .extracting(row -> row.key().customer().value())
        .containsExactlyElementsOf(
            IntStream.range(0, MANY / 3).mapToObj(i -> key(i).customer().value()).toList());
    assertThat(accounts.all(INSIGHT, "", MANY)).hasSize(MANY);
  }

  /** However they come and go, each is in one place, and says what was written last. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void losesNobodyAndHasNobodyTwice(long seed) {
    var random = new SplittableRandom(seed);
    Map<AccountKey, AccountRow> model = new HashMap<>();
    for (int turn = 0; turn < 100; turn++) {
      var changed = new ArrayList<AccountRow>();
      random
          .ints(random.nextInt(1, 17), 0, MANY)
          .distinct()
          .forEach(i -> {
            AccountRow row = accounts.find(INSIGHT, key(i)).tagged(random.nextInt(1000));
            changed.add(
                random.nextBoolean()
                    ? row.contending(false, Optional.of(head(i)))
                    : row.contending(false, Optional.empty()));
          });
      AccountSheets.Change change = accounts.sheets(INSIGHT).write(changed, Candidates.BOTH);
      assertThat(change.moved()).hasSizeLessThanOrEqualTo(changed.size());
      assertThat(stack.items.transact(change.writes()).isWritten()).isTrue();
      changed.forEach(row -> model.put(row.key(), row));
    }
    assertThat(accounts.all(INSIGHT, "", MANY))
        .extracting(AccountRow::key)
        .containsExactlyElementsOf(
            model.keySet().stream()
                .sorted(Comparator.comparing(key -> key.customer().value()))
                .toList());
    assertThat(accounts.all(INSIGHT, "", MANY))
        .allSatisfy(row -> {
          AccountRow last = requireNonNull(model.get(row.key()));
          assertThat(row.finishTag()).isEqualTo(last.finishTag());
          assertThat(row.contends()).isEqualTo(last.contends());
        });
  }

  private void write(AccountRow... rows) {
    AccountSheets.Change change = accounts.sheets(INSIGHT).write(List.of(rows), Candidates.BOTH);
    assertThat(stack.items.transact(change.writes()).isWritten()).isTrue();
  }

  private static AccountRow contending(int customer, double tag) {
    return AccountRow.fresh(INSIGHT, key(customer))
        .tagged(tag)
        .contending(false, Optional.of(head(customer)));
  }

  private static AccountKey key(int customer) {
    return new AccountKey(new CustomerId("c%03d".formatted(customer)), 0);
  }

  private static Head head(int number) {
    return new Head(
        T0.plusSeconds(number), new AgendaId("0".repeat(23) + "%03d".formatted(number)));
  }
}
