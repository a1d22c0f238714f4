package dev.fairlead.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.fairlead.catalog.FunctionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The libraries that this project was asked to build on do what they are there for: a dependency
 * that is declared and does nothing would pass for one that does.
 */
class PackagesAreUsedTest {
  /**
   * What a library is for.
   *
   * @param library name of its artifact
   * @param where package of ours that uses it
   * @param asked types of it, each with a method that is called, or only the types
   */
  private record Use(String library, String where, List<String> asked) {}

  private static final String SDK = "software.amazon.awssdk.services.";

  private static final List<Use> USES =
      List.of(
          new Use(
              "aws-lambda-java-events",
              "dev.fairlead.lambda",
              List.of(
                  "com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent",
                  "com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent",
                  "com.amazonaws.services.lambda.runtime.events.SQSEvent",
                  "com.amazonaws.services.lambda.runtime.events.SQSBatchResponse",
                  "com.amazonaws.services.lambda.runtime.events.ScheduledEvent")),
          new Use(
              "dynamodb",
              "dev.fairlead.aws",
              List.of(
                  SDK + "dynamodb.DynamoDbClient#getItem",
                  SDK + "dynamodb.DynamoDbClient#putItem",
                  SDK + "dynamodb.DynamoDbClient#query",
                  SDK + "dynamodb.DynamoDbClient#transactWriteItems")),
          new Use(
              "sqs",
              "dev.fairlead.aws",
              List.of(
                  SDK + "sqs.SqsClient#sendMessageBatch",
                  SDK + "sqs.SqsClient#receiveMessage",
                  SDK + "sqs.SqsClient#deleteMessage")),
          new Use(
              "sqs",
              "dev.fairlead.worker",
              List.of(SDK + "sqs.SqsClient#receiveMessage", SDK + "sqs.SqsClient#sendMessage")),
          new Use(
              "cloudformation",
              "dev.fairlead.doctor.aws",
              List.of(SDK + "cloudformation.CloudFormationClient#describeStacks")),
          new Use(
              "cloudwatch",
              "dev.fairlead.doctor.aws",
              List.of(SDK + "cloudwatch.CloudWatchClient#describeAlarmsPaginator")),
          new Use(
              "ec2",
              "dev.fairlead.doctor.aws",
              List.of(SDK + "ec2.Ec2Client#describeInstancesPaginator")),
          new Use(
              "kubernetes-client",
              "dev.fairlead.kubernetes",
              List.of("io.fabric8.kubernetes.client.KubernetesClient")),
          new Use(
              "aws-cdk-lib",
              "dev.fairlead.cdk",
              List.of(
                  "software.amazon.awscdk.App#synth",
                  "software.amazon.awscdk.Stack",
                  "software.amazon.awscdk.services.lambda.Alias",
                  "software.amazon.awscdk.services.dynamodb.Table")),
          new Use(
              "jackson-core",
              "dev.fairlead.wire",
              List.of(
                  "com.fasterxml.jackson.core.JsonParser#nextToken",
                  "com.fasterxml.jackson.core.JsonGenerator#writeString")));

  private static final JavaClasses MAIN = HouseClasses.main();
  private static final JavaClasses ALL = HouseClasses.all();

  @TestFactory
  Stream<DynamicTest> everyLibraryDoesWhatItIsThereFor() {
    return USES.stream()
        .map(use ->
            dynamicTest(
                use.library() + " in " + use.where(),
                () -> assertThat(used(use.where())).containsAll(use.asked())));
  }

  /** aws-lambda-java-core: the interface that AWS Lambda calls. */
  @Test
  void everyEntryPointIsAStreamHandler() throws ClassNotFoundException {
    for (FunctionSpec function : FunctionSpec.values()) {
      assertThat(RequestStreamHandler.class).isAssignableFrom(Class.forName(function.entryPoint()));
    }
  }

  /** Testcontainers' LocalStack: the ports' contracts run on it wherever Docker answers. */
  @Test
  void theContractsRunOnLocalStack() throws IOException {
    try (Stream<Path> files =
        Files.walk(HouseClasses.CHECKOUT.resolve("shared/adapters-aws/src/emulators"))) {
      String sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(PackagesAreUsedTest::text)
              .collect(Collectors.joining());

      assertThat(sources)
          .contains("import org.testcontainers.localstack.LocalStackContainer;")
          .contains("extends ItemStoreContract", "extends BlobStoreContract");
    }
  }

  /** JUnit Jupiter, and no other way to write a test. */
  @Test
  void everyTestIsOneOfJupiter() {
    Predicate<JavaClass> other =
        type ->
            type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getName())
                .anyMatch(name ->
                    name.startsWith("org.testng.")
                        || name.matches("org\\.junit\\.(Test|Before|After|Rule).*"));

    assertThat(ALL.stream().filter(other)).isEmpty();
    assertThat(
            ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Test.class)))
        .hasSizeGreaterThan(500);
  }

  /** The types that a package of ours depends on, and those with a method that it calls. */
  private static Set<String> used(String where) {
    return MAIN.stream()
        .filter(type -> type.getPackageName().startsWith(where))
        .flatMap(type ->
            Stream.concat(
                type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getName()),
                type.getMethodCallsFromSelf().stream()
                    .map(call -> call.getTargetOwner().getName() + "#" + call.getName())))
        .collect(Collectors.toSet());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
