package dev.fairlead.bench.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.bench.coldstart.RuntimeApi.Answer;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.identity.ApiTokens;
import dev.fairlead.wire.JsonText;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The authorizer under AWS's runtime client, from this build's class path. That what is deployed
 * answers, and every other function, is seen by {@code bench coldstart}.
 */
@Timeout(180)
class FunctionProcessTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T10:00:00Z"));

  @TempDir private Path directory;

  private final EmbeddedAdapters store = EmbeddedAdapters.inMemory(CLOCK);
  private final CannedAws aws = CannedAws.open(store.items());

  @BeforeEach
  void hasTheClientsNativePart() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux"), "AWS's runtime client is for Linux only");
  }

  @AfterEach
  void close() {
    aws.close();
    store.close();
  }

  private FunctionProcess start(URI awsAddress) {
    return start(FunctionSpec.AUTHORIZER, awsAddress);
  }

  private FunctionProcess start(FunctionSpec function, URI awsAddress) {
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var entries = Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
    var host =
        new LambdaHost(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            List.of(),
            RuntimeClient.among(entries, System.getProperty("os.arch"), directory),
            awsAddress,
            directory);
    return host.startFlat(function, new Artifact(directory, entries));
  }

  @Test
  void answersAndFailsAndAnswersAgain() {
    var token =
        new ApiTokens(store.items(), new Ids(CLOCK, new Random(1)), CLOCK)
            .create(new CustomerId("acme"), EnumSet.of(Route.Access.READ), Optional.empty());
    var call = FirstCall.of(FunctionSpec.AUTHORIZER, token);
    try (var process = start(aws.address())) {
      assertThat(process.invoke(call.event()))
          .isInstanceOfSatisfying(
              Answer.Response.class,
              response -> assertThat(call.isRight(response.body())).isTrue());
      assertThat(aws.calls()).isEqualTo(1);

      assertThat(process.invoke(call.event().replace("flt_", "xxx_")))
          .isInstanceOfSatisfying(
              Answer.Failure.class,
              failure -> assertThat(failure.body()).contains("\"errorMessage\":\"Unauthorized\""));
      assertThat(process.invoke("{}"))
          .isInstanceOfSatisfying(
              Answer.Failure.class,
              failure -> assertThat(failure.body()).contains("ForeignEventException"));
      assertThat(aws.calls()).isEqualTo(1);

      assertThat(process.invoke(call.event())).isInstanceOf(Answer.Response.class);
    }
  }

  /** As it is deployed, with Lambda's logs in JSON. */
  @Test
  void logsALineOfJsonAsItIs() {
    var token =
        new ApiTokens(store.items(), new Ids(CLOCK, new Random(1)), CLOCK)
            .create(new CustomerId("acme"), EnumSet.of(Route.Access.READ), Optional.empty());
    var call = FirstCall.of(FunctionSpec.PROGRESS_SERVICE, token);
    try (var process = start(FunctionSpec.PROGRESS_SERVICE, aws.address())) {
      assertThat(process.invoke(call.event())).isInstanceOf(Answer.Response.class);
      process.end();

      var logged =
          process
              .output()
              .lines()
              .filter(line -> line.contains("correlationId"))
              .map(line -> (Json.Obj) JsonText.parse(line.getBytes(UTF_8)))
              .toList();
      assertThat(logged)
          .singleElement()
          .satisfies(line -> assertThat(line.text("route")).isPresent());
    }
  }

  @Test
  void tellsWhyItDoesNotStart() {
    try (var process = start(URI.create("ftp://nowhere/"))) {
      assertThat(process.invoke("{}"))
          .isInstanceOfSatisfying(
              Answer.Failure.class,
              failure -> assertThat(failure.body()).contains("FAIRLEAD_DYNAMODB_ENDPOINT"));
    }
  }

  @Test
  void answersNothingOnceItIsGone() {
    try (var process = start(aws.address())) {
      process.end();

      assertThat(process.invoke("{}"))
          .isInstanceOfSatisfying(
              Answer.Failure.class,
              failure -> assertThat(failure.body()).startsWith("the process ended"));
    }
  }
}
