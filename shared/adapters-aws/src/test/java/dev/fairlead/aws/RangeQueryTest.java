package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Query;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

class RangeQueryTest {
  private static final Query PLAIN = Query.of("tokens", "p", 10);

  static Stream<Arguments> ranges() {
    return Stream.of(
        Arguments.of("", "", "#p = :p"),
        Arguments.of("b", "", "#p = :p AND #s >= :from"),
        Arguments.of("", "d", "#p = :p AND #s < :to"),
        Arguments.of("b", "d", "#p = :p AND #s BETWEEN :from AND :to"));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void asksForTheRangeInOneKeyCondition(String from, String to, String want) {
    var request = RangeQuery.of(PLAIN.between(from, to)).request("t");

    assertThat(request.keyConditionExpression()).isEqualTo(want);
    assertThat(request.expressionAttributeNames()).containsEntry("#p", "pk");
    assertThat(request.expressionAttributeNames().containsKey("#s")).isEqualTo(want.contains("#s"));
    assertThat(request.expressionAttributeValues()).hasSize(want.split(":", -1).length - 1);
    assertThat(request.consistentRead()).isTrue();
  }

  @Test
  void asksAnIndexByItsOwnAttributesAndNotConsistently() {
    var request =
        RangeQuery.of(Query.ofIndex("agendas", "byCustomer", "acme", 5).between("a", "b"))
            .request("t");

    assertThat(request.indexName()).isEqualTo("byCustomer");
    assertThat(request.expressionAttributeNames())
        .containsOnly(Map.entry("#p", "customerId"), Map.entry("#s", "listKey"));
    assertThat(request.consistentRead()).isFalse();
  }

  @Test
  void refusesAnIndexThatTheCatalogDoesNotKnow() {
    assertLimit(() -> RangeQuery.of(Query.ofIndex("agendas", "byColour", "red", 5)));
  }

  static Stream<Arguments> emptiness() {
    return Stream.of(
        Arguments.of("", "", false),
        Arguments.of("a", "", false),
        Arguments.of("", "a", false),
        Arguments.of("a", "b", false),
        Arguments.of("b", "b", true),
        Arguments.of("c", "b", true),
        // By UTF-16 units the rocket comes first, by UTF-8 bytes the last.
        Arguments.of("\uff5e", "\ud83d\ude80", false));
  }

  @ParameterizedTest
  @MethodSource("emptiness")
  void knowsARangeThatNothingCanBeIn(String from, String to, boolean want) {
    assertThat(RangeQuery.of(PLAIN.between(from, to)).isEmptyRange()).isEqualTo(want);
  }

  @Test
  void dropsWhatLiesOnTheEndAndIsDoneThere() {
    Page page = RangeQuery.of(PLAIN.between("a", "c")).page(answer("c", "a", "b", "c"));

    assertThat(page.items()).extracting(Item::key).containsExactly(key("a"), key("b"));
    assertThat(page.next()).isEmpty();
  }

  @Test
  void goesOnAfterTheEndWhenDescending() {
    Page page = RangeQuery.of(PLAIN.between("a", "c").newestFirst()).page(answer("c", "c"));

    assertThat(page.items()).isEmpty();
    assertThat(page.next()).isPresent();
  }

  @Test
  void aCursorLeadsBackToWhereThePageEnded() {
    Page page = RangeQuery.of(PLAIN).page(answer("b.\u00fc/1", "a", "b.\u00fc/1"));

    var request = RangeQuery.of(PLAIN.after(page.next().orElseThrow())).request("t");

    assertThat(request.exclusiveStartKey()).isEqualTo(stored("b.\u00fc/1"));
  }

  @Test
  void aCursorOfAnIndexHasTheKeysOfBoth() {
    var query = Query.ofIndex("agendas", "byCustomer", "acme", 5);
    var position =
        Map.of(
            "customerId", AttributeValue.fromS("acme"),
            "listKey", AttributeValue.fromS("0042"),
            "pk", AttributeValue.fromS("A-1"),
            "sk", AttributeValue.fromS("header"));
    var answer = QueryResponse.builder().items(List.of()).lastEvaluatedKey(position).build();

    Query.Cursor cursor = RangeQuery.of(query).page(answer).next().orElseThrow();

    assertThat(RangeQuery.of(query.after(cursor)).request("t").exclusiveStartKey())
        .isEqualTo(position);
    assertLimit(() -> RangeQuery.of(PLAIN.after(cursor)).request("t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a cursor", "", "YQ.YQ", "YQ.", "."})
  void refusesAForeignCursor(String value) {
    var query = Query.ofIndex("agendas", "byCustomer", "acme", 5).after(new Query.Cursor(value));

    assertLimit(() -> RangeQuery.of(query).request("t"));
  }

  @Test
  void whatWeNeverWriteIsCorrupt() {
    var foreign = Map.of("pk", AttributeValue.fromS("p"), "sk", AttributeValue.fromS("s"));

    assertThat(StoredItem.read("tokens", foreign).attributes()).isEmpty();
    assertCorrupt(foreign, AttributeValue.fromBool(true));
    assertCorrupt(foreign, AttributeValue.fromN("1.5"));
    assertCorrupt(foreign, AttributeValue.fromN("9223372036854775808"));
  }

  private static void assertCorrupt(Map<String, AttributeValue> key, AttributeValue value) {
    var stored = new HashMap<>(key);
    stored.put("x", value);
    assertThatThrownBy(() -> StoredItem.read("tokens", stored))
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CORRUPT));
  }

  private static void assertLimit(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.LIMIT_EXCEEDED));
  }

  private static Key key(String sort) {
    return new Key("tokens", "p", sort);
  }

  private static Map<String, AttributeValue> stored(String sort) {
    return StoredItem.keyOf(key(sort));
  }

  private static QueryResponse answer(String lastEvaluated, String... sorts) {
    return QueryResponse.builder()
        .items(Arrays.stream(sorts).map(RangeQueryTest::stored).toList())
        .lastEvaluatedKey(stored(lastEvaluated))
        .build();
  }
}
