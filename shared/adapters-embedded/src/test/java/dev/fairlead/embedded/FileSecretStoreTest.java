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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
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
  private SecretStore secrets = new MemorySecretStore();

  @BeforeEach
  void open() {
    secrets = new FileSecretStore(home.resolve("secrets"));
  }

  @Override
  protected SecretStore secrets() {
    return secrets;
  }

  @Test
  void survivesARestart() {
    secrets.put("acme", ONE, VALUE);

    assertThat(new FileSecretStore(home.resolve("secrets")).find("acme", ONE)).contains(VALUE);
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

    assertThatThrownBy(() -> new FileSecretStore(home.resolve("secrets")).find("acme", ONE))
        .isInstanceOf(PortException.class);
    Files.write(file, new byte[] {2, 1, 0});
    assertThatThrownBy(() -> secrets.find("acme", ONE)).isInstanceOf(PortException.class);
    Files.write(home.resolve("secrets").resolve(".key"), new byte[5]);
    assertThatThrownBy(() -> new FileSecretStore(home.resolve("secrets")))
        .isInstanceOf(PortException.class);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(home.resolve("secrets"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
