package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.Setting;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The functions of the template against the catalog, both ways. */
class FunctionsMirrorCatalogTest {
  /** Who is woken by a queue, and so goes round with the others by design. */
  private static final Set<FunctionSpec> IN_A_ROUND =
      Set.of(
          FunctionSpec.SCHEDULER,
          FunctionSpec.PERMIT,
          FunctionSpec.EXECUTOR,
          FunctionSpec.ALARM,
          FunctionSpec.ALLOCATOR,
          FunctionSpec.POD_LAUNCHER);

  @Test
  void hasTheFunctionsOfTheCatalog() {
    var functions = Synthesis.test().stateless().properties("AWS::Lambda::Function");
    functions.values().forEach(function -> function.remove("Code"));

    assertThat(functions).isEqualTo(byId("Function", FunctionsMirrorCatalogTest::functionOf));
  }

  @Test
  void deploysEachFunctionFromItsArtifact() {
    var functions = Synthesis.test().stateless().properties("AWS::Lambda::Function");
    Map<Object, Set<Object>> codes =
        Stream.of(FunctionSpec.values())
            .collect(
                Collectors.groupingBy(
                    FunctionSpec::artifact,
                    Collectors.mapping(
                        function -> codeOf(functions.get(id("Function", function))),
                        Collectors.toSet())));

    assertThat(codes.values()).allSatisfy(ofOneArtifact -> assertThat(ofOneArtifact).hasSize(1));
    assertThat(codes.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
  }

  @Test
  void publishesAVersionOfEachFunctionBehindItsAlias() {
    var stateless = Synthesis.test().stateless();
    var versions = stateless.properties("AWS::Lambda::Version");
    var want = new HashMap<String, Object>();
    versions.forEach((version, properties) -> {
      String function = Template.text(properties.get("FunctionName"));
      want.put(
          function.replace("${Function", "Live").replace("}", ""),
          Map.of(
              "FunctionName",
              function,
              "FunctionVersion",
              "${" + version + ".Version}",
              "Name",
              "live"));
    });

    assertThat(want).containsOnlyKeys(byId("Live", FunctionSpec::name).keySet());
    assertThat(stateless.properties("AWS::Lambda::Alias")).isEqualTo(want);
  }

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void tellsWhoeverMakesPodsOfTheClusterAndNobodyElse(FunctionSpec function) {
    boolean makesPods = function.grants().contains(Grant.pods());
    var eks =
        Map.of(
            "FAIRLEAD_EKS_CLUSTER", "media",
            "FAIRLEAD_EKS_ENDPOINT", "https://eks.example",
            "FAIRLEAD_EKS_CERTIFICATE_AUTHORITY", "LS0tLQ==");

    assertThat(chosen(Synthesis.onEks(), function)).isEqualTo(makesPods ? eks : Map.of());
    assertThat(chosen(Synthesis.chosen(), function))
        .isEqualTo(
            makesPods
                ? Map.of(
                    "FAIRLEAD_KUBECONFIG_SECRET", "operators/kubeconfig",
                    "FAIRLEAD_POD_NAMESPACES", "b,a")
                : Map.of());
  }

  /** Variables that no function has for which nothing was chosen. */
  private static Map<String, Object> chosen(Synthesis synthesis, FunctionSpec function) {
    var properties =
        synthesis.stateless().properties("AWS::Lambda::Function").get(id("Function", function));
    var variables =
        new HashMap<>(
            Template.map(
                Template.map(Template.map(properties).get("Environment")).get("Variables")));
    variables.keySet().removeAll(variables(function).keySet());
    return variables;
  }

  @Test
  void givesEachFunctionALogThatEnds() {
    var want = byId("Log", function -> logOf("/aws/lambda/fairlead-test-" + name(function), 30));
    want.put("LogApi", logOf("/aws/apigateway/fairlead-test-api", 30));

    assertThat(Synthesis.test().stateless().properties("AWS::Logs::LogGroup")).isEqualTo(want);
    assertThat(Synthesis.chosen().stateless().properties("AWS::Logs::LogGroup").values())
        .allSatisfy(log -> assertThat(log).containsEntry("RetentionInDays", 7L));
  }

  private static Object codeOf(@Nullable Object function) {
    return Template.map(Template.map(function).get("Code"));
  }

  private static Map<String, Object> logOf(String name, long days) {
    return Map.of("LogGroupName", name, "RetentionInDays", days);
  }

  private static Object functionOf(FunctionSpec function) {
    return Map.ofEntries(
        Map.entry("FunctionName", "fairlead-test-" + name(function)),
        Map.entry("Runtime", "java25"),
        Map.entry("Architectures", List.of("arm64")),
        Map.entry("Handler", function.entryPoint()),
        Map.entry("MemorySize", (long) function.memoryMegabytes()),
        Map.entry("Timeout", function.timeLimit().toSeconds()),
        Map.entry("SnapStart", Map.of("ApplyOn", "PublishedVersions")),
        Map.entry("Role", "${" + id("Role", function) + ".Arn}"),
        Map.entry(
            "LoggingConfig",
            Map.of(
                "LogFormat", "JSON",
                "ApplicationLogLevel", "INFO",
                "SystemLogLevel", "WARN",
                "LogGroup", "${" + id("Log", function) + "}")),
        Map.entry("Environment", Map.of("Variables", variables(function))),
        Map.entry("RecursiveLoop", IN_A_ROUND.contains(function) ? "Allow" : "Terminate"));
  }

  private static Map<String, String> variables(FunctionSpec function) {
    var variables = new HashMap<String, String>();
    variables.put(Setting.ENVIRONMENT.variable(), "test");
    variables.put(
        Setting.BUCKET.variable(), "fairlead-test-blobs-${AWS::AccountId}-${AWS::Region}");
    if (function == FunctionSpec.DATA_OBJECT_REAPER) {
      variables.put(Setting.RETENTION_DAYS.variable(), "90");
      variables.put(Setting.REAPER_DRY_RUN.variable(), "false");
    }
    return variables;
  }

  private static String name(FunctionSpec function) {
    return function.functionName();
  }

  private static String id(String kind, FunctionSpec function) {
    return LogicalIds.of(kind, name(function));
  }

  private static Map<String, Object> byId(String kind, Function<FunctionSpec, Object> properties) {
    return Arrays.stream(FunctionSpec.values())
        .collect(Collectors.toMap(function -> id(kind, function), properties));
  }
}
