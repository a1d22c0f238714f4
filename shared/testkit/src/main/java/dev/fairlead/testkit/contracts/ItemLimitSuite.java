package dev.fairlead.testkit.contracts;

import static dev.fairlead.core.port.Condition.always;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The platform's limits, which hold at home as well. */
abstract class ItemLimitSuite extends ItemQuerySuite {
  private static final int KILO = 1024;

  private Item sized(String sort, int valueBytes) {
    return item(key(sort), "v", "x".repeat(valueBytes));
  }

  private List<Write> puts(int count, int valueBytes) {
    return IntStream.range(0, count)
        .mapToObj(i -> Write.put(sized("%03d".formatted(i), valueBytes)))
        .toList();
  }

  @Test
  void anItemOfNearly400KilobytesFits() {
    Item large = put(sized("large", 399 * KILO));

    assertThat(read(large.key())).contains(large);
  }

  @Test
  void anItemOver400KilobytesIsRefused() {
    assertRefusedAsTooMuch(() -> store().write(Write.put(sized("larger", 400 * KILO))));
    assertRefusedAsTooMuch(() -> store().transact(List.of(Write.put(sized("x", 401 * KILO)))));
    assertThat(read(key("larger"))).isEmpty();
  }

  @Test
  void attributeNamesCountAsPartOfTheItem() {
    Map<String, Attr> attributes = new HashMap<>();
    for (int i = 0; i < 1100; i++) {
      attributes.put("n%04d".formatted(i) + "-".repeat(195), Attr.of("x".repeat(200)));
    }

    assertRefusedAsTooMuch(() -> store().write(Write.put(new Item(key("k"), attributes))));
  }

  @Test
  void aSizeIsCountedInBytesNotInCharacters() {
    var item = item(key("k"), "v", "ü".repeat(201 * KILO));

    assertRefusedAsTooMuch(() -> store().write(Write.put(item)));
  }

  @Test
  void aTransactionHasOneToAHundredWrites() {
    assertRefusedAsTooMuch(() -> store().transact(List.of()));
    assertRefusedAsTooMuch(() -> store().transact(puts(101, 1)));
    assertThat(read(key("000"))).isEmpty();
  }

  @Test
  void aTransactionHasAtMost4Megabytes() {
    assertThat(store().transact(puts(10, 390 * KILO)).isWritten()).isTrue();
    assertRefusedAsTooMuch(() -> store().transact(puts(11, 390 * KILO)));
    assertThat(read(key("010"))).isEmpty();
  }

  @Test
  void aTransactionNamesAKeyOnce() {
    assertRefusedAsTooMuch(() ->
        store().transact(List.of(Write.put(item(key("k"))), Write.check(key("k"), always()))));
    assertThat(read(key("k"))).isEmpty();
  }

  @Test
  void keysHaveALargestLength() {
    String partition = partition("p");
    String longest = partition + "x".repeat(2048 - partition.length());

    put(item(new Key(PLAIN, longest, "s".repeat(1024))));

    assertThat(read(new Key(PLAIN, longest, "s".repeat(1024)))).isPresent();
    assertRefusedAsTooMuch(() -> put(item(new Key(PLAIN, longest + "x", "s"))));
    assertRefusedAsTooMuch(() -> put(item(key("s".repeat(1025)))));
    assertRefusedAsTooMuch(() -> put(item(key("ü".repeat(513)))));
    assertRefusedAsTooMuch(() -> read(key("s".repeat(1025))));
    assertRefusedAsTooMuch(() -> store().write(Write.delete(new Key(PLAIN, longest + "x", "s"))));
    assertRefusedAsTooMuch(() -> store().query(Query.of(PLAIN, longest + "x", 1)));
  }

  @Test
  void anIndexKeyIsATextAndNotEmpty() {
    var key = new Key(INDEXED, partition("p"), "s");

    assertRefusedAsTooMuch(() -> put(item(key, INDEX_PARTITION, 5)));
    assertRefusedAsTooMuch(() -> put(item(key, INDEX_SORT, 5)));
    assertRefusedAsTooMuch(() -> put(item(key, INDEX_PARTITION, "")));
    assertRefusedAsTooMuch(() -> put(item(key, INDEX_SORT, "x".repeat(1025))));
    assertThat(read(key)).isEmpty();
  }

  @Test
  void aPageHasAtMostAMegabyte() {
    int valueBytes = 100 * KILO;
    puts(25, valueBytes).forEach(write -> store().write(write));

    Page first = store().query(Query.of(PLAIN, partition("p"), 1000));
    List<Item> all = readAll(Query.of(PLAIN, partition("p"), 1000));

    assertThat(first.items().size()).isBetween(1, 11);
    assertThat(first.next()).isPresent();
    assertThat(sorts(all)).isEqualTo(IntStream.range(0, 25).mapToObj("%03d"::formatted).toList());
  }

  @Test
  void onlyDeclaredTablesAndIndexesExist() {
    var stray = new Key("no-such-table", partition("p"), "s");

    assertRefusedAsTooMuch(() -> read(stray));
    assertRefusedAsTooMuch(() -> put(item(stray)));
    assertRefusedAsTooMuch(() -> store().transact(List.of(Write.put(item(stray)))));
    assertRefusedAsTooMuch(() -> store().query(Query.of("no-such-table", "p", 1)));
    assertRefusedAsTooMuch(() -> store().query(Query.ofIndex(INDEXED, "no-such-index", "p", 1)));
    assertRefusedAsTooMuch(() -> store().query(Query.ofIndex(PLAIN, INDEX, "p", 1)));
  }
}
