package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What an implementation gives to the item suites, and the words the suites are written in. */
abstract class ItemStoreFixture {
  /** A table without indexes. */
  static final String PLAIN = TableSpec.TOKENS.tableName();

  /** A table with an index. */
  static final String INDEXED = TableSpec.AGENDAS.tableName();

  static final String INDEX = TableSpec.AGENDAS.indexes().getFirst().name();
  static final String INDEX_PARTITION = TableSpec.AGENDAS.indexes().getFirst().partitionAttribute();
  static final String INDEX_SORT = TableSpec.AGENDAS.indexes().getFirst().sortAttribute();

  private static final int MOST_PAGES = 1000;

  private final String prefix = UniqueNames.forTestOf(getClass());

  /** The store under test, with every table of the catalog; the same one throughout a test. */
  protected abstract ItemStore store();

  /**
   * Runs an expectation about an index until it holds, for as long as the index may lag. As it
   * stands, the index must not lag.
   */
  protected void awaitIndex(Runnable expectation) {
    expectation.run();
  }

  /** A partition that no other test uses. */
  String partition(String name) {
    return prefix + "-" + name;
  }

  Key key(String sort) {
    return key("p", sort);
  }

  Key key(String partition, String sort) {
    return new Key(PLAIN, partition(partition), sort);
  }

  static Item item(Key key) {
    return new Item(key, Map.of());
  }

  static Item item(Key key, String name, String value) {
    return new Item(key, Map.of(name, Attr.of(value)));
  }

  static Item item(Key key, String name, long value) {
    return new Item(key, Map.of(name, Attr.of(value)));
  }

  Item put(Item item) {
    assertThat(store().write(Write.put(item)).isWritten()).isTrue();
    return item;
  }

  Optional<Item> read(Key key) {
    return store().read(key);
  }

  /** All pages of a query, in order. */
  List<Item> readAll(Query query) {
    List<Item> items = new ArrayList<>();
    Page page = store().query(query);
    items.addAll(page.items());
    for (int pages = 1; page.next().isPresent(); pages++) {
      assertThat(pages).as("pages").isLessThan(MOST_PAGES);
      page = store().query(query.after(page.next().get()));
      items.addAll(page.items());
    }
    return items;
  }

  static List<String> sorts(List<Item> items) {
    return items.stream().map(item -> item.key().sort()).toList();
  }

  static void assertRefusedAsTooMuch(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.LIMIT_EXCEEDED));
  }
}
