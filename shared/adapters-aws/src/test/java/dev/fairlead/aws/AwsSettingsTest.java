package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwsSettingsTest {
  private static final Map<String, String> LEAST =
      Map.of("FAIRLEAD_ENVIRONMENT", "test", "FAIRLEAD_BUCKET", "fairlead-test-blobs");

  @Test
  void needsOnlyTheEnvironmentAndTheBucket() {
    assertThat(AwsSettings.from(LEAST))
        .isEqualTo(
            new AwsSettings(
                "test",
                "fairlead-test-",
                "fairlead-test-",
                "fairlead-test-blobs",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));
  }

  @Test
  void takesPrefixesAndEndpoints() {
    var variables = new HashMap<>(LEAST);
    variables.put("FAIRLEAD_TABLE_PREFIX", "abc_");
    variables.put("FAIRLEAD_QUEUE_PREFIX", "q-");
    variables.put("FAIRLEAD_DYNAMODB_ENDPOINT", "http://127.0.0.1:8000");
    variables.put("FAIRLEAD_SQS_ENDPOINT", "http://127.0.0.1:9324");
    variables.put("FAIRLEAD_S3_ENDPOINT", "https://s3.example");
    variables.put("FAIRLEAD_SSM_ENDPOINT", "https://ssm.example");
    variables.put("FAIRLEAD_CLOUDFORMATION_ENDPOINT", "https://cloudformation.example");

    assertThat(AwsSettings.from(variables))
        .isEqualTo(
            new AwsSettings(
                "test",
                "abc_",
                "q-",
                "fairlead-test-blobs",
                Optional.of(URI.create("http://127.0.0.1:8000")),
                Optional.of(URI.create("http://127.0.0.1:9324")),
                Optional.of(URI.create("https://s3.example")),
                Optional.of(URI.create("https://ssm.example")),
                Optional.of(URI.create("https://cloudformation.example")),
                false));
  }

  @Test
  void knowsWhenLambdaIsAboutToTakeASnapshot() {
    var variables = new HashMap<>(LEAST);
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    assertThat(AwsSettings.from(variables).beforeSnapshot()).isTrue();

    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    assertThat(AwsSettings.from(variables).beforeSnapshot()).isFalse();
  }

  @Test
  void namesAllProblemsAtOnce() {
    assertThatThrownBy(() ->
            AwsSettings.from(
                Map.of(
                    "FAIRLEAD_ENVIRONMENT", "Not Good",
                    "FAIRLEAD_QUEUE_PREFIX", "with.dot",
                    "FAIRLEAD_DYNAMODB_ENDPOINT", "localhost:8000",
                    "FAIRLEAD_S3_ENDPOINT", "::")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "FAIRLEAD_ENVIRONMENT is \"Not Good\"",
            "FAIRLEAD_QUEUE_PREFIX is \"with.dot\"",
            "FAIRLEAD_BUCKET is not set",
            "FAIRLEAD_DYNAMODB_ENDPOINT is \"localhost:8000\"",
            "FAIRLEAD_S3_ENDPOINT is \"::\"")
        .hasMessageNotContainingAny("FAIRLEAD_TABLE_PREFIX", "FAIRLEAD_SQS_ENDPOINT");
  }
}
