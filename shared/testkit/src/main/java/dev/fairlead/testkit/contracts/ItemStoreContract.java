package dev.fairlead.testkit.contracts;

import static dev.fairlead.core.port.Condition.absent;
import static dev.fairlead.core.port.Condition.is;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What every item store does. The tables and indexes are the catalog's; each test keeps to
 * partitions of its own, so that a store may be shared and may keep what was there.
 *
 * <p>An implementation extends this, gives {@link #store} and, if its indexes lag, {@link
 * #awaitIndex}.
 */
public abstract class ItemStoreContract extends ItemLimitSuite {
  private static final int MOST_TRIES = 10_000;

  @Test
  void ofManyWhoPutIfAbsentOneWins() {
    List<WriteOutcome> outcomes =
        Racers.race(
            16, n -> () -> persistently(() -> store().write(Write.put(claim(n), absent()))));

    assertThat(outcomes.stream().filter(WriteOutcome::isWritten)).hasSize(1);
    int winner =
        IntStream.range(0, 16).filter(n -> outcomes.get(n).isWritten()).findFirst().orElseThrow();
    assertThat(read(key("claim"))).contains(claim(winner));
    assertThat(outcomes)
        .filteredOn(outcome -> !outcome.isWritten())
        .allSatisfy(outcome ->
            assertThat(((WriteOutcome.Refused) outcome).found()).contains(claim(winner)));
  }

  private Item claim(long racer) {
    return item(key("claim"), "owner", racer);
  }

  @Test
  void countersRaisedOnConditionLoseNoStep() {
    put(item(key("counter"), "n", 0));

    Racers.race(
        8,
        n ->
            () -> {
              for (int i = 0; i < 10; i++) {
                untilWritten(() -> {
                  long seen = number("counter");
                  return store()
                      .write(Write.put(item(key("counter"), "n", seen + 1), is("n", seen)));
                });
              }
              return n;
            });

    assertThat(number("counter")).isEqualTo(80);
  }

  @Test
  void transfersByTransactionKeepTheSum() {
    int accounts = 4;
    LongStream.range(0, accounts).forEach(n -> put(item(key("account" + n), "n", 100)));

    Racers.race(
        8,
        n ->
            () -> {
              for (int i = 0; i < 10; i++) {
                String from = "account" + (n + i) % accounts;
                String to = "account" + (n + i + 1 + n % (accounts - 1)) % accounts;
                untilWritten(() -> transfer(from, to));
              }
              return n;
            });

    assertThat(LongStream.range(0, accounts).map(n -> number("account" + n)).sum())
        .isEqualTo(100L * accounts);
  }

  private WriteOutcome transfer(String from, String to) {
    long rich = number(from);
    long poor = number(to);
    return store()
        .transact(
            List.of(
                Write.put(item(key(from), "n", rich - 1), is("n", rich)),
                Write.put(item(key(to), "n", poor + 1), is("n", poor))));
  }

  @Test
  void ofTwoTransactionsThatCrossOneIsApplied() {
    for (int round = 0; round < 10; round++) {
      Key left = key("left" + round);
      Key right = key("right" + round);

      List<WriteOutcome> outcomes =
          Racers.race(
              2,
              n ->
                  () ->
                      persistently(() ->
                          store()
                              .transact(
                                  List.of(
                                      Write.put(item(n == 0 ? left : right, "by", n), absent()),
                                      Write.put(item(n == 0 ? right : left, "by", n), absent())))));

      assertThat(outcomes.stream().filter(WriteOutcome::isWritten)).hasSize(1);
      assertThat(read(left).orElseThrow().requireWhole("by"))
          .isEqualTo(read(right).orElseThrow().requireWhole("by"));
    }
  }

  private long number(String sort) {
    return read(key(sort)).orElseThrow().requireWhole("n");
  }

  /** One attempt that may find the store busy. */
  private interface Attempt {
    WriteOutcome make();
  }

  /** Repeats what a conflict or throttle kept from being decided. */
  private static WriteOutcome persistently(Attempt attempt) {
    for (int tries = 0; ; tries++) {
      try {
        return attempt.make();
      } catch (PortException e) {
        boolean undecided =
            e.fault() == PortException.Fault.CONFLICT || e.fault() == PortException.Fault.THROTTLED;
        if (!undecided || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private static void untilWritten(Attempt attempt) {
    for (int tries = 0; !persistently(attempt).isWritten(); tries++) {
      assertThat(tries).as("lost races").isLessThan(MOST_TRIES);
    }
  }
}
