package dev.fairlead.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.testkit.contracts.SecretStoreContract;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SsmSecretStoreContractTest extends SecretStoreContract {
  private final SettableClock clock = SettableClock.somewhen();
  private final FakeSsm ssm = new FakeSsm(clock);
  private final AwsAdapters aws = EmulatedAws.with().ssm(ssm.address()).open();

  @AfterEach
  void close() {
    aws.close();
    ssm.close();
  }

  @Override
  protected SecretStore secrets() {
    return aws.secrets();
  }

  @Override
  protected Instant later() {
    clock.advance(Duration.ofSeconds(1));
    Instant later = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    return later;
  }

  @Test
  void keepsThemEncryptedBelowThePathOfTheEnvironment() {
    secrets().put("acme", new SecretName("api-key"), new SecretValue("swordfish"));

    assertThat(ssm.names()).containsExactly("/fairlead/test/acme/api-key");
  }

  @Test
  void leadsNoOwnerToThePlaceOfAnother() {
    assertThatThrownBy(() -> secrets().find("acme/..", new SecretName("api-key")))
        .isInstanceOf(PortException.class);
  }

  @Test
  void neverTellsAValueWhenSomethingIsWrong() {
    ssm.breakDown();

    assertThatThrownBy(
            () -> secrets().put("acme", new SecretName("api-key"), new SecretValue("swordfish")))
        .isInstanceOf(PortException.class)
        .hasStackTraceContaining("setting a secret of acme")
        .satisfies(failure -> assertThat(StackTraces.of(failure)).doesNotContain("swordfish"));
  }
}
