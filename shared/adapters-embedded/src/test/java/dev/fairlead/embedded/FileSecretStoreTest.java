package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.testkit.contracts.SecretStoreContract;
import dev.fairlead.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileSecretStoreTest extends SecretStoreContract {
  private static final SecretName ONE = new SecretName("one");
  private static final SecretName TWO = new SecretName("two");
  private static final SecretValue VALUE = new SecretValue("swordfish");

  @TempDir private Path home;
  private final SettableClock clock = SettableClock.somewhen();
  private SecretStore secrets = new MemorySecretStore(clock);

  @BeforeEach
  void open() {
    secrets = new FileSecretStore(home.resolve("secrets"), clock);
  }

  @Override
  protected SecretStore secrets() {
    return secrets;
  }

  @Override
  protected Instant later() {
    clock.advance(Duration.ofSeconds(1));
    Instant later = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    return later;
  }

  @Test
  void survivesARestart() {
    secrets.put("acme", ONE, VALUE);

    assertThat(new FileSecretStore(home.resolve("secrets"), clock).find("acme", ONE))
        .contains(VALUE);
  }

  @Test
  void hasTheValueInNoFile() throws IOException {
    secrets.put("acme", ONE, VALUE);
    secrets.put("acme", ONE, new SecretValue("swordfish II"));

    for (Path file : files()) {
      assertThat(Files.readString(file, ISO_8859_1)).as("%s", file).doesNotContain("swordfish");
    }
  }

  @Test
  void letsNobodyElseRead() throws IOException {
    secrets.put("acme", ONE, VALUE);

    try (Stream<Path> all = Files.walk(home.resolve("secrets"))) {
      for (Path path : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as("%s", path)
            .endsWith("------");
      }
    }
    assertThat(files()).hasSize(2);
  }

  @Test
  void opensNoValueThatWasPutInTheFileOfAnother() throws IOException {
    secrets.put("acme", ONE, VALUE);
    secrets.put("acme", TWO, new SecretValue("something"));
    var of = files().stream().filter(file -> !file.endsWith(".key")).sorted().toList();
    Files.copy(of.getFirst(), of.getLast(), StandardCopyOption.REPLACE_EXISTING);

    assertThat(secrets.find("acme", ONE)).contains(VALUE);
    assertThatThrownBy(() -> secrets.find("acme", TWO))
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CORRUPT))
        .hasMessageNotContaining("swordfish");
  }

  @Test
  void noticesAnotherKeyAndBytesThatAreNone() throws IOException {
    secrets.put("acme", ONE, VALUE);
    var file = files().stream().filter(any -> !any.endsWith(".key")).findFirst().orElseThrow();
    Files.write(home.resolve("secrets").resolve(".key"), SecretSeal.newKey());

    assertThatThrownBy(() -> new FileSecretStore(home.resolve("secrets"), clock).find("acme", ONE))
        .isInstanceOf(PortException.class);
    Files.write(file, new byte[] {2, 1, 0});
    assertThatThrownBy(() -> secrets.find("acme", ONE)).isInstanceOf(PortException.class);
    Files.write(home.resolve("secrets").resolve(".key"), new byte[5]);
    assertThatThrownBy(() -> new FileSecretStore(home.resolve("secrets"), clock))
        .isInstanceOf(PortException.class);
  }

  @Test
  void aSecretWhoseHistoryIsLostCanBeSetAnew() throws IOException {
    secrets.put("acme", ONE, VALUE);
    secrets.put("acme", ONE, new SecretValue("barracuda"));
    Path before =
        files().stream()
            .filter(file -> file.toString().endsWith(".before"))
            .findAny()
            .orElseThrow();
    Files.write(before, new byte[] {2, 1, 0});
    assertThatThrownBy(() -> secrets.history("acme", ONE, Instant.EPOCH))
        .isInstanceOf(PortException.class);

    secrets.put("acme", ONE, new SecretValue("pike pike"));

    assertThat(secrets.history("acme", ONE, Instant.EPOCH))
        .containsExactly(new SecretValue("pike pike"), new SecretValue("barracuda"));

    for (Path file : files()) {
      if (!file.endsWith(".key")) {
        Files.write(file, new byte[] {2, 1, 0});
      }
    }
    secrets.put("acme", ONE, VALUE);
    assertThat(secrets.history("acme", ONE, Instant.EPOCH)).containsExactly(VALUE);
  }

  @Test
  void readsAHistoryThatDoesNotSayWhenAValueWasReplaced() {
    var past = PastSecrets.read("c3dvcmRmaXNo\n");

    assertThat(past.since(clock.instant(), new SecretValue("barracuda")))
        .containsExactly(new SecretValue("barracuda"), VALUE);
    assertThat(PastSecrets.read(past.text())).isEqualTo(past);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(home.resolve("secrets"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
