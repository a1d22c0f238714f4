package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.BucketSpec;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.catalog.TableSpec.IndexSpec;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stateful template against the catalog, both ways: nothing is missing, nothing is extra. */
class StatefulMirrorsCatalogTest {
  private static final String PREFIX = "fairlead-test-";

  @Test
  void hasTheTablesOfTheCatalog() {
    assertThat(Synthesis.test().stateful().resources("AWS::DynamoDB::Table"))
        .isEqualTo(byId(TableSpec.values(), StatefulMirrorsCatalogTest::tableOf));
  }

  @Test
  void hasTheQueuesOfTheCatalogEachWithItsDeadLetters() {
    Map<String, Object> want = byId(QueueSpec.values(), StatefulMirrorsCatalogTest::queueOf);
    want.putAll(byId(QueueSpec.values(), StatefulMirrorsCatalogTest::deadLettersOf));

    assertThat(Synthesis.test().stateful().resources("AWS::SQS::Queue")).isEqualTo(want);
  }

  @Test
  void hasTheBucketsOfTheCatalogThatNobodyElseCanRead() {
    var buckets = Synthesis.test().stateful().resources("AWS::S3::Bucket");

    assertThat(buckets).hasSameSizeAs(BucketSpec.values()).containsOnlyKeys("Blobs");
    assertThat(buckets.get("Blobs"))
        .containsAllEntriesOf(retained())
        .containsEntry(
            "Properties",
            Map.of(
                "BucketName",
                PREFIX + "blobs-${AWS::AccountId}-${AWS::Region}",
                "BucketEncryption",
                Map.of(
                    "ServerSideEncryptionConfiguration",
                    List.of(
                        Map.of("ServerSideEncryptionByDefault", Map.of("SSEAlgorithm", "AES256")))),
                "LifecycleConfiguration",
                Map.of(
                    "Rules",
                    List.of(
                        Map.of(
                            "Id",
                            "unfinished-uploads",
                            "Status",
                            "Enabled",
                            "AbortIncompleteMultipartUpload",
                            Map.of("DaysAfterInitiation", 1L)))),
                "PublicAccessBlockConfiguration",
                Map.of(
                    "BlockPublicAcls", true,
                    "BlockPublicPolicy", true,
                    "IgnorePublicAcls", true,
                    "RestrictPublicBuckets", true)));
  }

  @Test
  void hasNothingElseThanThePoliciesThatAskForTls() {
    long queues = 2L * QueueSpec.values().length;
    long buckets = BucketSpec.values().length;

    assertThat(types(Synthesis.test().stateful()))
        .isEqualTo(
            Map.of(
                "AWS::DynamoDB::Table", (long) TableSpec.values().length,
                "AWS::SQS::Queue", queues,
                "AWS::SQS::QueuePolicy", queues,
                "AWS::S3::Bucket", buckets,
                "AWS::S3::BucketPolicy", buckets));
  }

  @Test
  void letsDataGoWithTheStackOnlyWhenThatWasChosen() {
    var stateful = Synthesis.chosen().stateful();

    assertThat(stateful.properties("AWS::DynamoDB::Table").values())
        .isNotEmpty()
        .allSatisfy(table -> assertThat(table).containsEntry("DeletionProtectionEnabled", false));
    assertThat(
            Stream.of("AWS::DynamoDB::Table", "AWS::S3::Bucket")
                .flatMap(type -> stateful.resources(type).values().stream()))
        .hasSize(TableSpec.values().length + 1)
        .allSatisfy(data -> assertThat(data).containsEntry("DeletionPolicy", "Delete"));
  }

  static Map<String, Long> types(Template template) {
    return template.resources().values().stream()
        .collect(
            Collectors.groupingBy(
                resource -> String.valueOf(resource.get("Type")), Collectors.counting()));
  }

  private static Map.Entry<String, Object> tableOf(TableSpec table) {
    Set<String> keys = new LinkedHashSet<>(List.of("pk", "sk"));
    for (IndexSpec index : table.indexes()) {
      keys.add(index.partitionAttribute());
      keys.add(index.sortAttribute());
    }
    var properties = new HashMap<String, Object>();
    properties.put("TableName", PREFIX + table.tableName());
    properties.put("KeySchema", schema("pk", "sk"));
    properties.put(
        "AttributeDefinitions",
        keys.stream().map(key -> Map.of("AttributeName", key, "AttributeType", "S")).toList());
    properties.put("BillingMode", "PAY_PER_REQUEST");
    properties.put("PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true));
    properties.put("DeletionProtectionEnabled", true);
    properties.put(
        "TimeToLiveSpecification", Map.of("AttributeName", "expiresAt", "Enabled", true));
    if (!table.indexes().isEmpty()) {
      properties.put(
          "GlobalSecondaryIndexes",
          table.indexes().stream().map(StatefulMirrorsCatalogTest::indexOf).toList());
    }
    var resource = new HashMap<String, Object>(retained());
    resource.put("Type", "AWS::DynamoDB::Table");
    resource.put("Properties", properties);
    return Map.entry("Table" + LogicalIds.of("", table.tableName()), resource);
  }

  private static Map<String, Object> retained() {
    return Map.of("UpdateReplacePolicy", "Retain", "DeletionPolicy", "Retain");
  }

  private static Map<String, Object> indexOf(IndexSpec index) {
    return Map.of(
        "IndexName",
        index.name(),
        "KeySchema",
        schema(index.partitionAttribute(), index.sortAttribute()),
        "Projection",
        Map.of("ProjectionType", "ALL"));
  }

  private static List<Map<String, Object>> schema(String partition, String sort) {
    return List.of(
        Map.of("AttributeName", partition, "KeyType", "HASH"),
        Map.of("AttributeName", sort, "KeyType", "RANGE"));
  }

  private static Map.Entry<String, Object> queueOf(QueueSpec queue) {
    var properties = queueNamed(queue, "");
    properties.put("VisibilityTimeout", queue.visibility().toSeconds());
    properties.put(
        "RedrivePolicy",
        Map.of(
            "deadLetterTargetArn",
            "${DeadLetters" + id(queue) + ".Arn}",
            "maxReceiveCount",
            (long) queue.maxReceives()));
    return Map.entry("Queue" + id(queue), queue(properties));
  }

  private static Map.Entry<String, Object> deadLettersOf(QueueSpec queue) {
    var properties = queueNamed(queue, "-dlq");
    properties.put("MessageRetentionPeriod", 14L * 24 * 3600);
    return Map.entry("DeadLetters" + id(queue), queue(properties));
  }

  private static Map<String, Object> queueNamed(QueueSpec queue, String suffix) {
    String name = queue.queueName();
    boolean fifo = name.endsWith(".fifo");
    var properties = new HashMap<String, Object>();
    properties.put(
        "QueueName", PREFIX + (fifo ? name.replace(".fifo", suffix + ".fifo") : name + suffix));
    properties.put("SqsManagedSseEnabled", true);
    if (fifo) {
      properties.put("FifoQueue", true);
    }
    return properties;
  }

  private static Map<String, Object> queue(Map<String, Object> properties) {
    return Map.of(
        "Type", "AWS::SQS::Queue",
        "Properties", properties,
        "UpdateReplacePolicy", "Delete",
        "DeletionPolicy", "Delete");
  }

  private static String id(QueueSpec queue) {
    return LogicalIds.of("", queue.queueName().replace(".fifo", ""));
  }

  private static <T> Map<String, Object> byId(
      T[] specs, Function<T, Map.Entry<String, Object>> resource) {
    return Stream.of(specs)
        .map(resource)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
