package dev.fairlead.testkit.contracts;

import static dev.fairlead.core.port.Condition.absent;
import static dev.fairlead.core.port.Condition.all;
import static dev.fairlead.core.port.Condition.always;
import static dev.fairlead.core.port.Condition.any;
import static dev.fairlead.core.port.Condition.below;
import static dev.fairlead.core.port.Condition.is;
import static dev.fairlead.core.port.Condition.present;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.port.WriteOutcome.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading, conditional writing, transactions. */
abstract class ItemWriteSuite extends ItemStoreFixture {
  private static final WriteOutcome WRITTEN = new WriteOutcome.Written();

  @Test
  void findsNothingWhereNothingWasPut() {
    assertThat(read(key("none"))).isEmpty();
  }

  @Test
  void givesBackWhatWasPut() {
    var item =
        new Item(
            key("all kinds"),
            Map.of(
                "text", Attr.of("plain"),
                "empty", Attr.of(""),
                "unicode", Attr.of("Grüße, 世界 🚀 \u0000 \n"),
                "zero", Attr.of(0),
                "hundred", Attr.of(100),
                "least", Attr.of(Long.MIN_VALUE),
                "most", Attr.of(Long.MAX_VALUE),
                "reserved", Attr.of("a word of DynamoDB's own"),
                "a.name-with#signs", Attr.of("kept")));

    put(item);

    assertThat(read(item.key())).contains(item);
  }

  @Test
  void putReplacesTheWholeItem() {
    put(item(key("k"), "old", 1));
    put(item(key("k"), "fresh", 2));

    assertThat(read(key("k"))).contains(item(key("k"), "fresh", 2));
  }

  @Test
  void keepsKeysApartThatLookAlikeWhenJoined() {
    put(item(key("a", "bc"), "is", "a+bc"));
    put(item(key("ab", "c"), "is", "ab+c"));
    put(item(new Key(INDEXED, partition("a"), "bc"), "is", "another table"));

    assertThat(read(key("a", "bc"))).contains(item(key("a", "bc"), "is", "a+bc"));
    assertThat(read(key("ab", "c"))).contains(item(key("ab", "c"), "is", "ab+c"));
    assertThat(read(key("a", "b"))).isEmpty();
  }

  @Test
  void deleteRemoves() {
    put(item(key("k")));

    assertThat(store().write(Write.delete(key("k")))).isEqualTo(WRITTEN);

    assertThat(read(key("k"))).isEmpty();
  }

  @Test
  void deletingWhatIsNotThereIsApplied() {
    assertThat(store().write(Write.delete(key("none")))).isEqualTo(WRITTEN);
  }

  @Test
  void aRefusedDeleteLeavesTheItem() {
    Item there = put(item(key("k"), "owner", "a"));

    assertThat(store().write(Write.delete(key("k"), is("owner", "b"))))
        .isEqualTo(new Refused(0, Optional.of(there)));
    assertThat(store().write(Write.delete(key("none"), present())))
        .isEqualTo(new Refused(0, Optional.empty()));
    assertThat(read(key("k"))).contains(there);
  }

  static Stream<Arguments> conditionsOnAnItem() {
    return Stream.of(
        Arguments.of(always(), true),
        Arguments.of(absent(), false),
        Arguments.of(present(), true),
        Arguments.of(is("state", "READY"), true),
        Arguments.of(is("state", "ready"), false),
        Arguments.of(is("state", "READ"), false),
        Arguments.of(is("epoch", 7), true),
        Arguments.of(is("epoch", 8), false),
        Arguments.of(is("epoch", "7"), false),
        Arguments.of(is("digits", 7), false),
        Arguments.of(is("none", ""), false),
        Arguments.of(below("epoch", 8), true),
        Arguments.of(below("epoch", 7), false),
        Arguments.of(below("epoch", -8), false),
        Arguments.of(below("none", Long.MAX_VALUE), false),
        Arguments.of(below("digits", Long.MAX_VALUE), false),
        Arguments.of(all(is("state", "READY"), is("epoch", 7)), true),
        Arguments.of(all(is("state", "READY"), is("epoch", 8)), false),
        Arguments.of(all(), true),
        Arguments.of(any(is("state", "DONE"), is("epoch", 7)), true),
        Arguments.of(any(is("state", "DONE"), absent()), false),
        Arguments.of(any(), false),
        Arguments.of(all(any(absent(), below("epoch", 8)), present()), true),
        Arguments.of(any(all(present(), absent()), all(is("state", "READY"), always())), true));
  }

  @ParameterizedTest
  @MethodSource("conditionsOnAnItem")
  void writesIfTheConditionHoldsOfTheItem(Condition condition, boolean holds) {
    var there =
        new Item(
            key("k"),
            Map.of("state", Attr.of("READY"), "epoch", Attr.of(7), "digits", Attr.of("7")));
    var wanted = item(key("k"), "state", "TAKEN");
    put(there);

    WriteOutcome outcome = store().write(Write.put(wanted, condition));

    assertThat(outcome).isEqualTo(holds ? WRITTEN : new Refused(0, Optional.of(there)));
    assertThat(read(key("k"))).contains(holds ? wanted : there);
  }

  static Stream<Arguments> conditionsOnNothing() {
    return Stream.of(
        Arguments.of(always(), true),
        Arguments.of(absent(), true),
        Arguments.of(present(), false),
        Arguments.of(is("state", "READY"), false),
        Arguments.of(below("epoch", 1), false),
        Arguments.of(all(), true),
        Arguments.of(all(absent(), always()), true),
        Arguments.of(all(absent(), present()), false),
        Arguments.of(any(absent(), below("epoch", 1)), true),
        Arguments.of(any(), false));
  }

  @ParameterizedTest
  @MethodSource("conditionsOnNothing")
  void writesIfTheConditionHoldsOfNothing(Condition condition, boolean holds) {
    WriteOutcome outcome = store().write(Write.put(item(key("k")), condition));

    assertThat(outcome).isEqualTo(holds ? WRITTEN : new Refused(0, Optional.empty()));
    assertThat(read(key("k")).isPresent()).isEqualTo(holds);
  }

  @Test
  void aCheckAloneIsRefused() {
    assertRefusedAsTooMuch(() -> store().write(Write.check(key("k"), always())));
  }

  @Test
  void aTransactionAppliesAllItsWrites() {
    put(item(key("gone")));
    put(item(key("checked"), "epoch", 3));

    WriteOutcome outcome =
        store()
            .transact(
                List.of(
                    Write.put(item(key("a"), "n", 1), absent()),
                    Write.put(new Item(new Key(INDEXED, partition("p"), "b"), Map.of())),
                    Write.delete(key("gone"), present()),
                    Write.check(key("checked"), is("epoch", 3))));

    assertThat(outcome).isEqualTo(WRITTEN);
    assertThat(read(key("a"))).contains(item(key("a"), "n", 1));
    assertThat(read(new Key(INDEXED, partition("p"), "b"))).isPresent();
    assertThat(read(key("gone"))).isEmpty();
    assertThat(read(key("checked"))).contains(item(key("checked"), "epoch", 3));
  }

  @Test
  void aRefusedTransactionAppliesNothingAndNamesTheFirstRefusal() {
    Item there = put(item(key("there"), "n", 1));

    WriteOutcome outcome =
        store()
            .transact(
                List.of(
                    Write.put(item(key("a"))),
                    Write.put(item(key("there"), "n", 2), absent()),
                    Write.delete(key("none"), present())));

    assertThat(outcome).isEqualTo(new Refused(1, Optional.of(there)));
    assertThat(read(key("a"))).isEmpty();
    assertThat(read(key("there"))).contains(there);
  }

  @Test
  void aFailedCheckRefusesItsTransaction() {
    WriteOutcome outcome =
        store().transact(List.of(Write.put(item(key("a"))), Write.check(key("none"), present())));

    assertThat(outcome).isEqualTo(new Refused(1, Optional.empty()));
    assertThat(read(key("a"))).isEmpty();
  }

  @Test
  void aTransactionOfAHundredWritesIsApplied() {
    List<Write> writes =
        IntStream.range(0, 100).mapToObj(i -> Write.put(item(key("%03d".formatted(i))))).toList();

    assertThat(store().transact(writes)).isEqualTo(WRITTEN);

    assertThat(read(key("000"))).isPresent();
    assertThat(read(key("099"))).isPresent();
  }
}
