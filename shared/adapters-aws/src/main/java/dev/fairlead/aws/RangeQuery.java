package dev.fairlead.aws;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Query;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A query and how its range is asked of DynamoDB, which knows no half-open ranges: {@code BETWEEN}
 * includes its end, so what lies exactly on the end is dropped here.
 */
final class RangeQuery {
  private static final int MAX_PARTITION_BYTES = 2048;

  private final Query query;
  private final String partitionName;
  private final String sortName;

  private RangeQuery(Query query, String partitionName, String sortName) {
    this.query = query;
    this.partitionName = partitionName;
    this.sortName = sortName;
  }

  /**
   * Looks up the index in the catalog; {@code LIMIT_EXCEEDED} if none of that name is declared, or
   * if the partition is longer than any can be, which DynamoDB Local answers with an empty page.
   */
  static RangeQuery of(Query query) {
    if (query.partition().getBytes(StandardCharsets.UTF_8).length > MAX_PARTITION_BYTES) {
      throw new PortException(
          PortException.Fault.LIMIT_EXCEEDED, "a partition of more than 2048 bytes");
    }
    if (query.index().isEmpty()) {
      return new RangeQuery(query, StoredItem.PARTITION, StoredItem.SORT);
    }
    return Arrays.stream(TableSpec.values())
        .filter(table -> table.tableName().equals(query.table()))
        .flatMap(table -> table.indexes().stream())
        .filter(index -> index.name().equals(query.index().get()))
        .findFirst()
        .map(index -> new RangeQuery(query, index.partitionAttribute(), index.sortAttribute()))
        .orElseThrow(() ->
            new PortException(
                PortException.Fault.LIMIT_EXCEEDED,
                "table " + query.table() + " has no index " + query.index().get()));
  }

  /** Whether no key can be in the range; DynamoDB refuses to be asked for such a one. */
  boolean isEmptyRange() {
    return !query.to().isEmpty()
        && Arrays.compareUnsigned(
                query.from().getBytes(StandardCharsets.UTF_8),
                query.to().getBytes(StandardCharsets.UTF_8))
            >= 0;
  }

  QueryRequest request(String physicalTable) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    names.put("#p", partitionName);
    values.put(":p", AttributeValue.fromS(query.partition()));
    String range = "";
    if (!query.from().isEmpty() || !query.to().isEmpty()) {
      names.put("#s", sortName);
    }
    if (!query.from().isEmpty()) {
      values.put(":from", AttributeValue.fromS(query.from()));
      range = " AND #s >= :from";
    }
    if (!query.to().isEmpty()) {
      values.put(":to", AttributeValue.fromS(query.to()));
      range = query.from().isEmpty() ? " AND #s < :to" : " AND #s BETWEEN :from AND :to";
    }
    var request =
        QueryRequest.builder()
            .tableName(physicalTable)
            .keyConditionExpression("#p = :p" + range)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .scanIndexForward(!query.descending())
            .limit(query.limit())
            // An index can't be read consistently: DynamoDB refuses the mere wish.
            .consistentRead(query.index().isEmpty());
    query.index().ifPresent(request::indexName);
    query.after().ifPresent(cursor -> request.exclusiveStartKey(position(cursor)));
    return request.build();
  }

  Page page(QueryResponse answer) {
    var items = new ArrayList<Item>();
    boolean reachedEnd = false;
    for (Map<String, AttributeValue> stored : answer.items()) {
      if (isOnTheEnd(stored)) {
        // Ascending, only more of the same can follow.
        reachedEnd = !query.descending();
      } else {
        items.add(StoredItem.read(query.table(), stored));
      }
    }
    Optional<Query.Cursor> next =
        reachedEnd || !answer.hasLastEvaluatedKey() || answer.lastEvaluatedKey().isEmpty()
            ? Optional.empty()
            : Optional.of(cursor(answer.lastEvaluatedKey()));
    return new Page(items, next);
  }

  private boolean isOnTheEnd(Map<String, AttributeValue> stored) {
    return !query.to().isEmpty()
        && query.to().equals(StoredItem.text(query.table(), stored, sortName));
  }

  private Query.Cursor cursor(Map<String, AttributeValue> position) {
    String sort = StoredItem.text(query.table(), position, StoredItem.SORT);
    if (query.index().isEmpty()) {
      return PagePosition.ofTable(sort).toCursor();
    }
    return PagePosition.ofIndex(
            sort,
            StoredItem.text(query.table(), position, StoredItem.PARTITION),
            StoredItem.text(query.table(), position, sortName))
        .toCursor();
  }

  private Map<String, AttributeValue> position(Query.Cursor cursor) {
    PagePosition position = PagePosition.of(cursor, query.index().isPresent());
    var key = new HashMap<String, AttributeValue>();
    key.put(partitionName, AttributeValue.fromS(query.partition()));
    if (query.index().isPresent()) {
      key.put(StoredItem.PARTITION, AttributeValue.fromS(position.partition()));
      key.put(sortName, AttributeValue.fromS(position.indexSort()));
    }
    key.put(StoredItem.SORT, AttributeValue.fromS(position.sort()));
    return key;
  }
}
