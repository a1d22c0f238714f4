package dev.fairlead.aws;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Items in DynamoDB. Item size, transaction size, key lengths and doubled keys are refused by
 * DynamoDB itself, so they are not checked a second time here.
 */
final class DynamoItemStore implements ItemStore, AutoCloseable {
  private static final Set<String> TABLES =
      Arrays.stream(TableSpec.values())
          .map(TableSpec::tableName)
          .collect(Collectors.toUnmodifiableSet());

  private final OnDemand<DynamoDbClient> reads;
  private final OnDemand<DynamoDbClient> writes;
  private final String tablePrefix;

  /**
   * Takes a client of its own for writes, see {@link WriteRetries}.
   *
   * @param reads closed with this store, as is {@code writes}
   */
  DynamoItemStore(
      OnDemand<DynamoDbClient> reads, OnDemand<DynamoDbClient> writes, String tablePrefix) {
    this.reads = reads;
    this.writes = writes;
    this.tablePrefix = tablePrefix;
  }

  @Override
  public Optional<Item> read(Key key) {
    var request =
        GetItemRequest.builder()
            .tableName(physical(key))
            .key(StoredItem.keyOf(key))
            .consistentRead(true)
            .build();
    try {
      var answer = reads.value().getItem(request);
      return answer.hasItem() ? found(key, answer.item()) : Optional.empty();
    } catch (SdkException e) {
      throw Faults.ofRepeatable("reading " + key, e);
    }
  }

  @Override
  public WriteOutcome write(Write write) {
    try {
      switch (write) {
        case Write.Put put -> put(put);
        case Write.Delete delete -> delete(delete);
        case Write.Check check ->
            throw new PortException(
                Fault.LIMIT_EXCEEDED, "a check alone changes nothing: " + check.key());
      }
      return new WriteOutcome.Written();
    } catch (ConditionalCheckFailedException e) {
      return new WriteOutcome.Refused(
          0, e.hasItem() ? found(write.key(), e.item()) : Optional.empty());
    } catch (SdkException e) {
      throw Faults.ofWrite("writing " + write.key(), e);
    }
  }

  @Override
  public WriteOutcome transact(List<Write> parts) {
    // The SDK adds a client token of its own chance to each call; it is the same in all tries.
    var request =
        TransactWriteItemsRequest.builder()
            .transactItems(parts.stream().map(this::inTransaction).toList())
            .build();
    try {
      writes.value().transactWriteItems(request);
      return new WriteOutcome.Written();
    } catch (TransactionCanceledException e) {
      return CancelledTransaction.outcome(parts, e);
    } catch (SdkException e) {
      throw Faults.ofWrite("a transaction of " + parts.size() + " writes", e);
    }
  }

  @Override
  public Page query(Query query) {
    var range = RangeQuery.of(query);
    if (range.isEmptyRange()) {
      return new Page(List.of(), Optional.empty());
    }
    try {
      return range.page(reads.value().query(range.request(physical(query.table()))));
    } catch (SdkException e) {
      throw Faults.ofRepeatable("a query of " + query.table(), e);
    }
  }

  /** Builds the client that writes now. */
  void openForWrites() {
    writes.value();
  }

  @Override
  public void close() {
    reads.close();
    writes.close();
  }

  private void put(Write.Put put) {
    var condition = ConditionExpression.of(put.condition());
    writes
        .value()
        .putItem(request -> {
          request
              .tableName(physical(put.key()))
              .item(StoredItem.of(put.item()))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
          condition.text().ifPresent(request::conditionExpression);
          names(condition).ifPresent(request::expressionAttributeNames);
          values(condition).ifPresent(request::expressionAttributeValues);
        });
  }

  private void delete(Write.Delete delete) {
    var condition = ConditionExpression.of(delete.condition());
    writes
        .value()
        .deleteItem(request -> {
          request
              .tableName(physical(delete.key()))
              .key(StoredItem.keyOf(delete.key()))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
          condition.text().ifPresent(request::conditionExpression);
          names(condition).ifPresent(request::expressionAttributeNames);
          values(condition).ifPresent(request::expressionAttributeValues);
        });
  }

  private TransactWriteItem inTransaction(Write write) {
    var condition = ConditionExpression.of(write.condition());
    var item = TransactWriteItem.builder();
    switch (write) {
      case Write.Put put ->
          item.put(part -> {
            part.tableName(physical(put.key()))
                .item(StoredItem.of(put.item()))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            condition.text().ifPresent(part::conditionExpression);
            names(condition).ifPresent(part::expressionAttributeNames);
            values(condition).ifPresent(part::expressionAttributeValues);
          });
      case Write.Delete delete ->
          item.delete(part -> {
            part.tableName(physical(delete.key()))
                .key(StoredItem.keyOf(delete.key()))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            condition.text().ifPresent(part::conditionExpression);
            names(condition).ifPresent(part::expressionAttributeNames);
            values(condition).ifPresent(part::expressionAttributeValues);
          });
      case Write.Check check ->
          item.conditionCheck(part -> {
            part.tableName(physical(check.key()))
                .key(StoredItem.keyOf(check.key()))
                .conditionExpression(condition.textForCheck())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            names(condition).ifPresent(part::expressionAttributeNames);
            values(condition).ifPresent(part::expressionAttributeValues);
          });
    }
    return item.build();
  }

  /** DynamoDB refuses empty maps of placeholders, so they are left away. */
  private static Optional<Map<String, String>> names(ConditionExpression condition) {
    return Optional.of(condition.names()).filter(names -> !names.isEmpty());
  }

  private static Optional<Map<String, AttributeValue>> values(ConditionExpression condition) {
    return Optional.of(condition.values()).filter(values -> !values.isEmpty());
  }

  private static Optional<Item> found(Key key, Map<String, AttributeValue> stored) {
    return stored.isEmpty() ? Optional.empty() : Optional.of(StoredItem.read(key.table(), stored));
  }

  private String physical(Key key) {
    return physical(key.table());
  }

  /**
   * Asking for a table that the catalog does not know is a mistake and must not look like a table
   * that is not there yet.
   */
  private String physical(String table) {
    if (!TABLES.contains(table)) {
      throw new PortException(Fault.LIMIT_EXCEEDED, "the catalog has no table " + table);
    }
    return tablePrefix + table;
  }
}
