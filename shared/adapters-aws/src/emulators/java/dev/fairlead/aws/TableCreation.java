package dev.fairlead.aws;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.catalog.TableSpec.IndexSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Creates the catalog's tables in an emulator. */
final class TableCreation {
  private TableCreation() {}

  static void createAll(DynamoDbClient client, String prefix) {
    for (TableSpec table : TableSpec.values()) {
      client.createTable(request(table, prefix));
      client.waiter().waitUntilTableExists(call -> call.tableName(prefix + table.tableName()));
    }
  }

  private static CreateTableRequest request(TableSpec table, String prefix) {
    Set<String> keys = new LinkedHashSet<>(List.of(StoredItem.PARTITION, StoredItem.SORT));
    for (IndexSpec index : table.indexes()) {
      keys.add(index.partitionAttribute());
      keys.add(index.sortAttribute());
    }
    var request =
        CreateTableRequest.builder()
            .tableName(prefix + table.tableName())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(schema(StoredItem.PARTITION, StoredItem.SORT))
            .attributeDefinitions(keys.stream().map(TableCreation::text).toList());
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(TableCreation::index).toList());
    }
    return request.build();
  }

  private static GlobalSecondaryIndex index(IndexSpec index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.partitionAttribute(), index.sortAttribute()))
        .projection(projection -> projection.projectionType(ProjectionType.ALL))
        .build();
  }

  private static List<KeySchemaElement> schema(String partition, String sort) {
    return List.of(
        KeySchemaElement.builder().attributeName(partition).keyType(KeyType.HASH).build(),
        KeySchemaElement.builder().attributeName(sort).keyType(KeyType.RANGE).build());
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
