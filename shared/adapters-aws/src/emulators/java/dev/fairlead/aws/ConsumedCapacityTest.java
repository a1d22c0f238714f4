package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.embedded.EmbeddedAdapters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * What the benches count for a write is what DynamoDB Local says that it took. Transactions are not
 * asked: it tells four units a KiB there, where DynamoDB's documentation has two.
 */
class ConsumedCapacityTest {
  private static final Key KEY = new Key("lines", "waiting/default/acme", "k/1");
  private static final String TABLE = EmulatedAws.PREFIX + KEY.table();

  private static final Map<String, Attr> NOTHING = Map.of();
  private static final Map<String, Attr> LARGE = Map.of("text", Attr.of("x".repeat(1_500)));
  private static final Map<String, Attr> OLD =
      Map.of("waitingAt", Attr.of("a"), "age", Attr.of("1"));
  private static final Map<String, Attr> YOUNG =
      Map.of("waitingAt", Attr.of("a"), "age", Attr.of("2"));
  private static final Map<String, Attr> OLD_AND_TOLD =
      Map.of("waitingAt", Attr.of("a"), "age", Attr.of("1"), "told", Attr.of("yes"));
  private static final Map<String, Attr> IN_BOTH =
      Map.of(
          "waitingAt", Attr.of("a"),
          "age", Attr.of("1"),
          "taggedAt", Attr.of("a"),
          "tag", Attr.of("1"));

  /** What is stored before and after a write; called by what it is. */
  record Change(
      String name, Optional<Map<String, Attr>> before, Optional<Map<String, Attr>> after) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static DynamoServer server;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() throws Exception {
    server = DynamoServer.start();
    client = EmulatedAws.CLIENTS.dynamoDbReads(server.emulated().settings());
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.stop();
  }

  static List<Change> changes() {
    return List.of(
        change("a new item", null, NOTHING),
        change("a large one", null, LARGE),
        change("a large one that shrinks", LARGE, NOTHING),
        change("one that enters an index", NOTHING, OLD),
        change("a new one in an index", null, OLD),
        change("a new one in two", null, IN_BOTH),
        change("one that moves in an index", OLD, YOUNG),
        change("one that changes where it is", OLD, OLD_AND_TOLD),
        change("one that leaves an index", OLD, NOTHING),
        change("one that stays as it is", OLD, OLD),
        change("a deletion of nothing", null, null),
        change("a deletion of a large one", LARGE, null),
        change("a deletion out of an index", OLD, null),
        change("a deletion out of two", IN_BOTH, null));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void takesWhatIsCounted(Change change) {
    set(change.before());
    Write write = write(change.after());
    long counted = EmbeddedAdapters.writeUnits(write, _ -> stored(change.before()));

    assertThat(alone(write)).isEqualTo((double) counted);
  }

  private static Change change(
      String name, @Nullable Map<String, Attr> before, @Nullable Map<String, Attr> after) {
    return new Change(name, Optional.ofNullable(before), Optional.ofNullable(after));
  }

  private static Optional<Item> stored(Optional<Map<String, Attr>> attributes) {
    return attributes.map(it -> new Item(KEY, it));
  }

  private static Write write(Optional<Map<String, Attr>> after) {
    return stored(after).map(Write::put).orElseGet(() -> Write.delete(KEY));
  }

  private static void set(Optional<Map<String, Attr>> attributes) {
    client.deleteItem(delete -> delete.tableName(TABLE).key(StoredItem.keyOf(KEY)));
    stored(attributes)
        .ifPresent(item -> client.putItem(put -> put.tableName(TABLE).item(StoredItem.of(item))));
  }

  private static double alone(Write write) {
    return switch (write) {
      case Write.Put(Item item, _) ->
          client
              .putItem(put ->
                  put.tableName(TABLE)
                      .item(StoredItem.of(item))
                      .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
              .consumedCapacity()
              .capacityUnits();
      case Write.Delete(Key key, _) ->
          client
              .deleteItem(delete ->
                  delete
                      .tableName(TABLE)
                      .key(StoredItem.keyOf(key))
                      .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
              .consumedCapacity()
              .capacityUnits();
      case Write.Check _ -> throw new AssertionError("a check changes nothing");
    };
  }
}
