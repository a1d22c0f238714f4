package dev.fairlead.launcher.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.launcher.lambda.LauncherSettings.Cluster;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherSettingsTest {
  private static final Map<String, String> EKS =
      Map.of(
          "FAIRLEAD_EKS_CLUSTER", "media",
          "FAIRLEAD_EKS_ENDPOINT", "https://0123.gr7.eu-central-1.eks.amazonaws.com",
          "FAIRLEAD_EKS_CERTIFICATE_AUTHORITY", "LS0tLS1CRUdJTg==");

  private static Map<String, String> eksAnd(String variable, String value) {
    var changed = new HashMap<>(EKS);
    changed.put(variable, value);
    return changed;
  }

  @Test
  void namesTheSecretThatHoldsTheKubeconfig() {
    var settings =
        LauncherSettings.from(
            Map.of(
                "FAIRLEAD_ENVIRONMENT", "prod",
                "FAIRLEAD_KUBECONFIG_SECRET", "operators/kubeconfig"));

    assertThat(settings.environment()).isEqualTo("prod");
    assertThat(settings.cluster())
        .contains(
            new Cluster.Kubeconfig(new CustomerId("operators"), new SecretName("kubeconfig")));
  }

  @Test
  void withoutASecretThereIsNoCluster() {
    assertThat(LauncherSettings.from(Map.of()).cluster()).isEmpty();
    assertThat(LauncherSettings.from(Map.of("FAIRLEAD_KUBECONFIG_SECRET", "")).cluster()).isEmpty();
  }

  @Test
  void saysWhichVariableIsMalformed() {
    assertThatThrownBy(
            () -> LauncherSettings.from(Map.of("FAIRLEAD_KUBECONFIG_SECRET", "kubeconfig")))
        .hasMessageContaining("FAIRLEAD_KUBECONFIG_SECRET")
        .hasMessageContaining("customer/secret");
  }

  @Test
  void namesAClusterOfEks() {
    var endpoint = URI.create("https://0123.gr7.eu-central-1.eks.amazonaws.com");

    assertThat(LauncherSettings.from(EKS).cluster())
        .contains(new Cluster.Eks("media", endpoint, "LS0tLS1CRUdJTg==", Optional.empty()));
    assertThat(LauncherSettings.from(eksAnd("FAIRLEAD_EKS_REGION", "us-east-2")).cluster())
        .contains(new Cluster.Eks("media", endpoint, "LS0tLS1CRUdJTg==", Optional.of("us-east-2")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FAIRLEAD_EKS_CLUSTER",
        "FAIRLEAD_EKS_ENDPOINT",
        "FAIRLEAD_EKS_CERTIFICATE_AUTHORITY"
      })
  void saysWhatIsMissingOfAClusterOfEks(String variable) {
    assertThatThrownBy(() -> LauncherSettings.from(eksAnd(variable, "")))
        .hasMessageStartingWith(variable + " is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://cluster.example", "cluster.example", "https://", "https://a b"})
  void sendsNoTokenWhereItCouldBeReadOnTheWay(String endpoint) {
    assertThatThrownBy(() -> LauncherSettings.from(eksAnd("FAIRLEAD_EKS_ENDPOINT", endpoint)))
        .hasMessageContaining("FAIRLEAD_EKS_ENDPOINT is \"" + endpoint + "\"");
  }

  @Test
  void refusesTwoClusters() {
    assertThatThrownBy(() -> LauncherSettings.from(eksAnd("FAIRLEAD_KUBECONFIG_SECRET", "a/b")))
        .hasMessageContaining("FAIRLEAD_KUBECONFIG_SECRET and FAIRLEAD_EKS_CLUSTER");
  }

  @Test
  void refusesWhatIsSaidOfAClusterThatIsNotNamed() {
    assertThatThrownBy(() -> LauncherSettings.from(Map.of("FAIRLEAD_POD_NAMESPACES", "jobs")))
        .hasMessage(
            "FAIRLEAD_POD_NAMESPACES is set, but not of which cluster:"
                + " FAIRLEAD_KUBECONFIG_SECRET or FAIRLEAD_EKS_CLUSTER");
    assertThatThrownBy(() -> LauncherSettings.from(Map.of("FAIRLEAD_EKS_REGION", "eu-west-1")))
        .hasMessage("FAIRLEAD_EKS_REGION is set, but not which EKS cluster: FAIRLEAD_EKS_CLUSTER");
    assertThatThrownBy(() ->
            LauncherSettings.from(
                Map.of("FAIRLEAD_EKS_REGION", "eu-west-1", "FAIRLEAD_KUBECONFIG_SECRET", "a/b")))
        .hasMessageStartingWith("FAIRLEAD_EKS_REGION is set");
  }

  @Test
  void namesWherePodsMayBe() {
    assertThat(
            LauncherSettings.from(eksAnd("FAIRLEAD_POD_NAMESPACES", "jobs-b, jobs-a")).namespaces())
        .containsExactly("jobs-b", "jobs-a");
    assertThat(LauncherSettings.from(EKS).namespaces()).isEmpty();
    assertThat(LauncherSettings.from(eksAnd("FAIRLEAD_POD_NAMESPACES", "")).namespaces()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Jobs", "a,,b", "a,", "-a", "a_b", "*"})
  void refusesWhatIsNoNamespace(String named) {
    assertThatThrownBy(() -> LauncherSettings.from(eksAnd("FAIRLEAD_POD_NAMESPACES", named)))
        .hasMessageContaining("FAIRLEAD_POD_NAMESPACES names \"")
        .hasMessageContaining("no namespace");
  }
}
