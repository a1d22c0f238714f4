package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.catalog.TableSpec.IndexSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/** The template against the catalog, both ways: nothing is missing, nothing is there besides. */
class StackMirrorsCatalogTest {
  private static final String PREFIX = "fairlead-test-";

  private static boolean hasNode;
  private static Map<String, Object> template = Map.of();

  @BeforeAll
  static void synthesizeOnce() {
    hasNode = nodeRuns();
    if (hasNode) {
      var app = new App(AppProps.builder().context(Map.of("env", "test")).build());
      template =
          Template.fromStack(new StatefulStack(app, FairleadApp.environmentOf(app))).toJSON();
    }
  }

  /**
   * The CDK is a Node program behind a Java face, and the build asks nobody to have Node. Assumed
   * for each test, because a class that is skipped whole counts as one without tests.
   */
  @BeforeEach
  void needsNode() {
    assumeTrue(hasNode, "no node on the PATH, which the CDK needs: templates not checked");
  }

  private static boolean nodeRuns() {
    try {
      return new ProcessBuilder("node", "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void hasTheTablesOfTheCatalog() {
    assertThat(resources("AWS::DynamoDB::Table"))
        .isEqualTo(byId(TableSpec.values(), StackMirrorsCatalogTest::tableOf));
  }

  @Test
  void hasTheQueuesOfTheCatalogEachWithItsDeadLetters() {
    Map<String, Object> want = byId(QueueSpec.values(), StackMirrorsCatalogTest::queueOf);
    want.putAll(byId(QueueSpec.values(), StackMirrorsCatalogTest::deadLettersOf));

    assertThat(resources("AWS::SQS::Queue")).isEqualTo(want);
  }

  @Test
  void hasOneBucketThatNobodyElseCanRead() {
    assertThat(resources("AWS::S3::Bucket")).containsOnlyKeys("Blobs");
    assertThat(resources("AWS::S3::Bucket").get("Blobs"))
        .isEqualTo(
            Map.of(
                "Type", "AWS::S3::Bucket",
                "Properties",
                    Map.of(
                        "BucketName",
                        Map.of(
                            "Fn::Join",
                            List.of(
                                "",
                                List.of(
                                    PREFIX + "blobs-",
                                    Map.of("Ref", "AWS::AccountId"),
                                    "-",
                                    Map.of("Ref", "AWS::Region")))),
                        "BucketEncryption",
                        Map.of(
                            "ServerSideEncryptionConfiguration",
                            List.of(
                                Map.of(
                                    "ServerSideEncryptionByDefault",
                                    Map.of("SSEAlgorithm", "AES256")))),
                        "PublicAccessBlockConfiguration",
                        Map.of(
                            "BlockPublicAcls", true,
                            "BlockPublicPolicy", true,
                            "IgnorePublicAcls", true,
                            "RestrictPublicBuckets", true)),
                "UpdateReplacePolicy", "Retain",
                "DeletionPolicy", "Retain"));
  }

  @Test
  void hasNothingElseThanThePoliciesThatAskForTls() {
    Map<Object, Long> counts =
        section("Resources").values().stream()
            .map(resource -> map(resource).get("Type"))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    long queues = 2L * QueueSpec.values().length;
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "AWS::DynamoDB::Table",
                (long) TableSpec.values().length,
                "AWS::SQS::Queue",
                queues,
                "AWS::SQS::QueuePolicy",
                queues,
                "AWS::S3::Bucket",
                1L,
                "AWS::S3::BucketPolicy",
                1L));
  }

  @Test
  void refusesToGuessTheEnvironment() {
    assertThatThrownBy(() -> FairleadApp.environmentOf(new App()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("say which environment, as in: cdk deploy -c env=NAME");
    var app = new App(AppProps.builder().context(Map.of("env", "Not Good")).build());
    assertThatThrownBy(() -> FairleadApp.environmentOf(app))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"Not Good\"");
  }

  private static Map.Entry<String, Object> tableOf(TableSpec table) {
    Set<String> keys = new LinkedHashSet<>(List.of("pk", "sk"));
    for (IndexSpec index : table.indexes()) {
      keys.add(index.partitionAttribute());
      keys.add(index.sortAttribute());
    }
    var properties =
        new HashMap<String, Object>(
            Map.of(
                "TableName",
                PREFIX + table.tableName(),
                "KeySchema",
                schema("pk", "sk"),
                "AttributeDefinitions",
                keys.stream()
                    .map(key -> Map.of("AttributeName", key, "AttributeType", "S"))
                    .toList(),
                "BillingMode",
                "PAY_PER_REQUEST",
                "PointInTimeRecoverySpecification",
                Map.of("PointInTimeRecoveryEnabled", true),
                "TimeToLiveSpecification",
                Map.of("AttributeName", "expiresAt", "Enabled", true)));
    if (!table.indexes().isEmpty()) {
      properties.put(
          "GlobalSecondaryIndexes",
          table.indexes().stream().map(StackMirrorsCatalogTest::indexOf).toList());
    }
    return Map.entry(
        "Table" + capital(table.tableName()),
        Map.of(
            "Type", "AWS::DynamoDB::Table",
            "Properties", properties,
            "UpdateReplacePolicy", "Retain",
            "DeletionPolicy", "Retain"));
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
    properties.put("VisibilityTimeout", (int) queue.visibility().toSeconds());
    properties.put(
        "RedrivePolicy",
        Map.of(
            "deadLetterTargetArn",
            Map.of("Fn::GetAtt", List.of("DeadLetters" + id(queue), "Arn")),
            "maxReceiveCount",
            queue.maxReceives()));
    return Map.entry("Queue" + id(queue), resource(properties));
  }

  private static Map.Entry<String, Object> deadLettersOf(QueueSpec queue) {
    var properties = queueNamed(queue, "-dlq");
    properties.put("MessageRetentionPeriod", 14 * 24 * 3600);
    return Map.entry("DeadLetters" + id(queue), resource(properties));
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

  private static Map<String, Object> resource(Map<String, Object> properties) {
    return Map.of(
        "Type", "AWS::SQS::Queue",
        "Properties", properties,
        "UpdateReplacePolicy", "Delete",
        "DeletionPolicy", "Delete");
  }

  private static String id(QueueSpec queue) {
    return Arrays.stream(queue.queueName().replace(".fifo", "").split("-", -1))
        .map(StackMirrorsCatalogTest::capital)
        .collect(Collectors.joining());
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private static <T> Map<String, Object> byId(
      T[] specs, Function<T, Map.Entry<String, Object>> resource) {
    return Stream.of(specs)
        .map(resource)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, Object> resources(String type) {
    return section("Resources").entrySet().stream()
        .filter(entry -> type.equals(map(entry.getValue()).get("Type")))
        .collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue));
  }

  private static Map<?, ?> section(String name) {
    return map(template.getOrDefault(name, Map.of()));
  }

  private static Map<?, ?> map(Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<?, ?>) value;
  }
}
