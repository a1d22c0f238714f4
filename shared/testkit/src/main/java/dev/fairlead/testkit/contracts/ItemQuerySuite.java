package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ranges of a partition, in pages, of tables and of indexes. */
abstract class ItemQuerySuite extends ItemWriteSuite {
  private Query everything() {
    return Query.of(PLAIN, partition("p"), 1000);
  }

  private void putSorts(String... sorts) {
    for (String sort : sorts) {
      put(item(key(sort)));
    }
  }

  @Test
  void anEmptyPartitionHasNoItems() {
    assertThat(readAll(everything())).isEmpty();
  }

  @Test
  void ordersByTheBytesOfTheSortKey() {
    putSorts("b", "a", "a-b", "a0", "B", "aa", "10", "9");

    assertThat(sorts(readAll(everything())))
        .containsExactly("10", "9", "B", "a", "a-b", "a0", "aa", "b");
  }

  @Test
  void readsBackwards() {
    putSorts("a", "b", "c");

    assertThat(sorts(readAll(everything().newestFirst()))).containsExactly("c", "b", "a");
  }

  @Test
  void staysWithinThePartition() {
    put(item(key("p", "mine")));
    put(item(key("pq", "longer name")));
    put(item(key("o", "before")));
    put(item(key("q", "after")));

    assertThat(sorts(readAll(everything()))).containsExactly("mine");
    assertThat(sorts(readAll(everything().newestFirst()))).containsExactly("mine");
  }

  @Test
  void aRangeHasItsFirstKeyAndNotItsLast() {
    putSorts("a", "b", "b1", "c", "d");

    assertThat(sorts(readAll(everything().between("b", "d")))).containsExactly("b", "b1", "c");
    assertThat(sorts(readAll(everything().between("b", "d").newestFirst())))
        .containsExactly("c", "b1", "b");
    assertThat(sorts(readAll(everything().between("b0", "")))).containsExactly("b1", "c", "d");
    assertThat(sorts(readAll(everything().between("", "b1")))).containsExactly("a", "b");
  }

  @Test
  void anEmptyOrInvertedRangeHasNoItems() {
    putSorts("a", "b", "c");

    assertThat(readAll(everything().between("b", "b"))).isEmpty();
    assertThat(readAll(everything().between("c", "a"))).isEmpty();
    assertThat(readAll(everything().between("c", "a").newestFirst())).isEmpty();
  }

  @Test
  void aPrefixTakesWhatStartsWithIt() {
    putSorts("op#", "op#1", "op#2#x", "op", "oq", "on", "op$");

    assertThat(sorts(readAll(everything().startingWith("op#"))))
        .containsExactly("op#", "op#1", "op#2#x");
  }

  @Test
  void pagesLoseNothingAndDoubleNothing() {
    List<String> sorts = IntStream.range(0, 23).mapToObj("%02d"::formatted).toList();
    sorts.forEach(sort -> put(item(key(sort))));
    var pages = Query.of(PLAIN, partition("p"), 5);

    assertThat(sorts(readAll(pages))).isEqualTo(sorts);
    assertThat(sorts(readAll(pages.newestFirst()))).isEqualTo(sorts.reversed());
    assertThat(sorts(readAll(pages.between("03", "14")))).isEqualTo(sorts.subList(3, 14));
    assertThat(sorts(readAll(pages.between("03", "14").newestFirst())))
        .isEqualTo(sorts.subList(3, 14).reversed());
    assertThat(store().query(pages).items()).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void aPageOfExactlyTheRestEndsTheQuery() {
    putSorts("a", "b", "c", "d");

    assertThat(sorts(readAll(Query.of(PLAIN, partition("p"), 2))))
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  void aCursorOutlivesItsItem() {
    putSorts("a", "b", "c");
    var pages = Query.of(PLAIN, partition("p"), 2);
    Page first = store().query(pages);

    store().write(Write.delete(key("b")));
    putSorts("b5");
    List<Item> rest = readAll(pages.after(first.next().orElseThrow()));

    assertThat(sorts(first.items())).containsExactly("a", "b");
    assertThat(sorts(rest)).containsExactly("b5", "c");
  }

  @Test
  void aForeignCursorIsRefused() {
    assertRefusedAsTooMuch(
        () -> store().query(everything().after(new Query.Cursor("not a cursor"))));
  }

  private Key indexed(String sort) {
    return new Key(INDEXED, partition("table"), sort);
  }

  private Item entry(String sort, String indexSort) {
    return new Item(
        indexed(sort),
        Map.of(
            INDEX_PARTITION,
            Attr.of(partition("owner")),
            INDEX_SORT,
            Attr.of(indexSort),
            "more",
            Attr.of(sort)));
  }

  private Query index() {
    return Query.ofIndex(INDEXED, INDEX, partition("owner"), 1000);
  }

  private void awaitIndexed(String... sorts) {
    awaitIndex(() -> assertThat(sorts(readAll(index()))).containsExactly(sorts));
  }

  @Test
  void anIndexHasWholeItemsInItsOwnOrder() {
    Item a = put(entry("a", "2"));
    Item b = put(entry("b", "1"));
    Item c = put(entry("c", "12"));

    awaitIndex(() -> assertThat(readAll(index())).containsExactly(b, c, a));
    awaitIndex(() -> assertThat(readAll(index().newestFirst())).containsExactly(a, c, b));
    awaitIndex(() -> assertThat(readAll(index().between("1", "2"))).containsExactly(b, c));
    awaitIndex(() -> assertThat(readAll(index().startingWith("12"))).containsExactly(c));
  }

  @Test
  void anIndexHasOnlyItemsWithBothAttributes() {
    put(item(indexed("half"), INDEX_PARTITION, partition("owner")));
    put(item(indexed("other half"), INDEX_SORT, "1"));
    put(item(indexed("neither"), "more", 1));
    put(entry("both", "1"));

    awaitIndexed("both");
  }

  @Test
  void anIndexFollowsItsItems() {
    put(entry("a", "1"));
    put(entry("b", "2"));
    put(entry("c", "3"));
    awaitIndexed("a", "b", "c");

    put(entry("a", "4"));
    awaitIndexed("b", "c", "a");
    put(item(indexed("b"), "more", 1));
    awaitIndexed("c", "a");
    store().write(Write.delete(indexed("c")));
    awaitIndexed("a");
    store().transact(List.of(Write.delete(indexed("a")), Write.put(entry("d", "1"))));
    awaitIndexed("d");
  }

  @Test
  void equalIndexKeysAreAllThereInPages() {
    for (int i = 0; i < 7; i++) {
      put(entry("s" + i, "same"));
    }
    put(entry("last", "same+"));
    var pages = Query.ofIndex(INDEXED, INDEX, partition("owner"), 3);

    awaitIndex(() ->
        assertThat(sorts(readAll(pages)))
            .containsExactlyInAnyOrder("s0", "s1", "s2", "s3", "s4", "s5", "s6", "last")
            .endsWith("last"));
    awaitIndex(() ->
        assertThat(sorts(readAll(pages.newestFirst())))
            .containsExactlyInAnyOrder("s0", "s1", "s2", "s3", "s4", "s5", "s6", "last")
            .startsWith("last"));
  }
}
