package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.cdk.EnvironmentChoices.Cluster;
import dev.fairlead.cdk.EnvironmentChoices.Notice;
import dev.fairlead.cdk.EnvironmentChoices.Place;
import dev.fairlead.cdk.EnvironmentChoices.Pods;
import dev.fairlead.cdk.EnvironmentChoices.Reaping;
import dev.fairlead.cdk.EnvironmentChoices.Throttle;
import dev.fairlead.cdk.EnvironmentFile.InvalidEnvironmentException;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
  private static final EnvironmentName BLUE = new EnvironmentName("blue");

  @TempDir private Path folder;

  @BeforeEach
  void bringTheSchema() throws IOException {
    Files.copy(Path.of("environment.schema.json"), folder.resolve("environment.schema.json"));
    Files.createDirectories(folder.resolve("environments"));
  }

  @Test
  void choosesTheDefaultsWithoutAFile() throws IOException {
    assertThat(new EnvironmentFile(folder).read(BLUE)).isEqualTo(EnvironmentChoices.DEFAULTS);
  }

  @Test
  void choosesTheDefaultsWhereTheFileSaysNothing() throws IOException {
    assertThat(read("{}")).isEqualTo(EnvironmentChoices.DEFAULTS);
    assertThat(read("{\"api\": {\"burst\": 7}}").throttle())
        .isEqualTo(new Throttle(EnvironmentChoices.DEFAULTS.throttle().requestsPerSecond(), 7));
  }

  @Test
  void readsEverythingThatMayBeChosen() throws IOException {
    var chosen =
        read(
            """
            {
              "account": "123456789012",
              "region": "eu-west-1",
              "terminationProtection": false,
              "data": "delete",
              "logRetentionDays": 7,
              "agendas": {"retentionDays": 3, "reaperDryRun": true},
              "api": {"requestsPerSecond": 5, "burst": 10},
              "alarms": {
                "email": "ops@example.com",
                "topicArn": "arn:aws:sns:eu-west-1:123456789012:pager"
              },
              "dashboard": false,
              "pods": {"kubeconfigSecret": "operators/kubeconfig", "namespaces": ["b", "a"]},
              "tags": {"team": "media"}
            }
            """);

    assertThat(chosen)
        .isEqualTo(
            new EnvironmentChoices(
                Optional.of(new Place("123456789012", "eu-west-1")),
                false,
                false,
                7,
                new Reaping(3, true),
                new Throttle(5, 10),
                new Notice(
                    Optional.of("ops@example.com"),
                    Optional.of("arn:aws:sns:eu-west-1:123456789012:pager")),
                false,
                Optional.of(
                    new Pods(new Cluster.Kubeconfig("operators/kubeconfig"), List.of("b", "a"))),
                Map.of("team", "media")));
  }

  @Test
  void readsAClusterOfEks() throws IOException {
    assertThat(
            read("""
            {"pods": {"eks": {
              "cluster": "media",
              "endpoint": "https://0123.gr7.eu-central-1.eks.amazonaws.com",
              "certificateAuthority": "LS0tLS1CRUdJTg==",
              "region": "us-east-2"}}}
            """)
                .pods())
        .contains(
            new Pods(
                new Cluster.Eks(
                    "media",
                    "https://0123.gr7.eu-central-1.eks.amazonaws.com",
                    "LS0tLS1CRUdJTg==",
                    Optional.of("us-east-2")),
                List.of()));
  }

  @Test
  void namesWhatIsWrongWithACluster() {
    assertThatThrownBy(() ->
            read(
                """
                {"pods": {
                  "kubeconfigSecret": "operators/kubeconfig",
                  "eks": {"cluster": "a b", "endpoint": "http://eks.example", "region": "mars"}}}
                """))
        .isInstanceOf(InvalidEnvironmentException.class)
        .hasMessageContaining("/pods: ")
        .hasMessageContaining("/pods/eks: ")
        .hasMessageContaining("certificateAuthority")
        .hasMessageContaining("/pods/eks/cluster: ")
        .hasMessageContaining("/pods/eks/endpoint: ")
        .hasMessageContaining("/pods/eks/region: ");
  }

  @Test
  void namesWhatIsWrongWithNamespaces() {
    assertThatThrownBy(() ->
            read(
                """
                {"pods": {"kubeconfigSecret": "a/b", "namespaces": ["good", "Bad", "good"]}}
                """))
        .hasMessageContaining("/pods/namespaces/1: ")
        .hasMessageContaining("/pods/namespaces: ");
    assertThatThrownBy(() -> read("{\"pods\": {\"namespaces\": [\"jobs\"]}}"))
        .hasMessageContaining("/pods: ")
        .hasMessageContaining("kubeconfigSecret");
    assertThatThrownBy(
            () -> read("{\"pods\": {\"kubeconfigSecret\": \"a/b\", \"namespaces\": \"jobs\"}}"))
        .hasMessageContaining("/pods/namespaces: ");
  }

  /** What the schema tells editors is what happens. */
  @Test
  void hasTheDefaultsThatTheSchemaSays() throws IOException {
    var properties = properties(schema());
    var defaults = EnvironmentChoices.DEFAULTS;

    assertThat(defaultOf(properties, "terminationProtection"))
        .isEqualTo(Json.of(defaults.terminationProtection()));
    assertThat(defaultOf(properties, "data"))
        .isEqualTo(Json.of(defaults.keepsData() ? "retain" : "delete"));
    assertThat(defaultOf(properties, "logRetentionDays"))
        .isEqualTo(Json.of(defaults.logRetentionDays()));
    var agendas = properties(object(properties, "agendas"));
    assertThat(defaultOf(agendas, "retentionDays"))
        .isEqualTo(Json.of(defaults.reaping().retentionDays()));
    assertThat(defaultOf(agendas, "reaperDryRun")).isEqualTo(Json.of(defaults.reaping().dryRun()));
    assertThat(defaultOf(properties, "dashboard")).isEqualTo(Json.of(defaults.dashboard()));
    var api = properties(object(properties, "api"));
    assertThat(defaultOf(api, "requestsPerSecond"))
        .isEqualTo(Json.of(defaults.throttle().requestsPerSecond()));
    assertThat(defaultOf(api, "burst")).isEqualTo(Json.of(defaults.throttle().burst()));
  }

  @Test
  void namesEveryProblemByItsPath() {
    assertThatThrownBy(() ->
            read(
                """
                {"logRetentionDays": "ten", "colour": 1, "account": "12",
                 "api": {"burst": 0}, "tags": {"aws:x": "y"}}
                """))
        .isInstanceOf(InvalidEnvironmentException.class)
        .hasMessageContaining("environments/blue.json can't be used")
        .hasMessageContaining("/logRetentionDays: ")
        .hasMessageContaining("colour")
        .hasMessageContaining("/account: ")
        .hasMessageContaining("region")
        .hasMessageContaining("/api/burst: ")
        .hasMessageContaining("aws:x");
  }

  @Test
  void refusesWhatIsNoJsonAndSaysWhere() {
    assertThatThrownBy(() -> read("{\n  \"data\": retain\n}"))
        .isInstanceOf(InvalidEnvironmentException.class)
        .hasMessageContaining("2:11: ");
    assertThatThrownBy(() -> read("{\"data\": \"retain\", \"data\": \"delete\"}"))
        .isInstanceOf(InvalidEnvironmentException.class)
        .hasMessageContaining("data");
    assertThatThrownBy(() -> read("[]")).isInstanceOf(InvalidEnvironmentException.class);
  }

  @Test
  void canUseTheExample() throws IOException {
    var example = new EnvironmentFile(Path.of("")).read(new EnvironmentName("example"));

    assertThat(example).isNotEqualTo(EnvironmentChoices.DEFAULTS);
    assertThat(example.notice().email()).isPresent();
  }

  private EnvironmentChoices read(String text) throws IOException {
    var file = new EnvironmentFile(folder);
    Files.writeString(file.of(BLUE), text);
    return file.read(BLUE);
  }

  private Json.Obj schema() throws IOException {
    return (Json.Obj) JsonText.parse(Files.readString(folder.resolve("environment.schema.json")));
  }

  private static Json.Obj properties(Json.Obj schema) {
    return object(schema, "properties");
  }

  private static Json.Obj object(Json.Obj parent, String field) {
    return (Json.Obj) parent.field(field).orElseThrow();
  }

  private static Json defaultOf(Json.Obj properties, String field) {
    return object(properties, field).field("default").orElseThrow();
  }
}
