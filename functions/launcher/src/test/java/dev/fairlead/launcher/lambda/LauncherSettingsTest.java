package dev.fairlead.launcher.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.launcher.lambda.LauncherSettings.Kubeconfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherSettingsTest {
  @Test
  void namesTheSecretThatHoldsTheKubeconfig() {
    var settings =
        LauncherSettings.from(
            Map.of(
                "FAIRLEAD_ENVIRONMENT", "prod",
                "FAIRLEAD_KUBECONFIG_SECRET", "operators/kubeconfig"));

    assertThat(settings.environment()).isEqualTo("prod");
    assertThat(settings.kubeconfig())
        .contains(new Kubeconfig(new CustomerId("operators"), new SecretName("kubeconfig")));
  }

  @Test
  void withoutASecretThereIsNoCluster() {
    assertThat(LauncherSettings.from(Map.of()).kubeconfig()).isEmpty();
    assertThat(LauncherSettings.from(Map.of("FAIRLEAD_KUBECONFIG_SECRET", "")).kubeconfig())
        .isEmpty();
  }

  @Test
  void saysWhichVariableIsMalformed() {
    assertThatThrownBy(
            () -> LauncherSettings.from(Map.of("FAIRLEAD_KUBECONFIG_SECRET", "kubeconfig")))
        .hasMessageContaining("FAIRLEAD_KUBECONFIG_SECRET")
        .hasMessageContaining("customer/secret");
  }
}
