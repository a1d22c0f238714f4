package dev.fairlead.ssh;

import static dev.fairlead.ssh.SshServerFixture.ed25519Key;
import static dev.fairlead.ssh.SshServerFixture.ellipticKey;
import static dev.fairlead.ssh.SshServerFixture.fingerprint;
import static dev.fairlead.ssh.SshServerFixture.line;
import static dev.fairlead.ssh.SshServerFixture.pem;
import static dev.fairlead.ssh.SshServerFixture.rsaKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.Command;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.Test;

/** Which keys hosts and users are known by. */
class CredentialsTest {
  @Test
  void takesKeysOfTheUsualKindsAsTheyAreWritten() throws Exception {
    for (var key : List.of(ed25519Key(), ellipticKey(), rsaKey())) {
      try (var server = new SshServerFixture(List.of(ellipticKey()), key, false)) {
        assertThat(isLetIn(server, openSsh(key))).isTrue();
        assertThat(isLetIn(server, openSsh(ed25519Key()))).isFalse();
      }
    }
    var key = rsaKey();
    try (var server = new SshServerFixture(List.of(ellipticKey()), key, false)) {
      assertThat(isLetIn(server, pem(key))).isTrue();
    }
  }

  @Test
  void knowsAHostByAnyOfItsKeysGivenWholeAndByTheFingerprintOfWhatItShowsFirst() {
    var keys = List.of(ed25519Key(), ellipticKey(), rsaKey());
    try (var server = new SshServerFixture(keys, ellipticKey(), false)) {
      for (var key : keys) {
        assertThat(run(server.hostKnownBy(line(key), ""))).isTrue();
      }
    }
    for (var key : keys) {
      try (var server = new SshServerFixture(List.of(key), ellipticKey(), false)) {
        assertThat(run(server.hostKnownBy(fingerprint(key), ""))).isTrue();
      }
    }
  }

  @Test
  void tellsWhichKeyAHostShowsThatIsNotRegistered() {
    var key = ed25519Key();
    try (var server = new SshServerFixture(List.of(key), ellipticKey(), false)) {
      var thrown =
          catchThrowableOfType(
              AccessException.class, () -> run(server.hostKnownBy(line(ed25519Key()), "")));

      assertThat(thrown.fault()).isEqualTo(AccessFault.HOST_KEY_MISMATCH);
      assertThat(thrown).hasMessageContaining(fingerprint(key));
    }
  }

  @Test
  void aNameThatNobodyKnowsIsUnreachable() {
    try (var server = new SshServerFixture(List.of(ellipticKey()), ellipticKey(), false)) {
      var known = server.host("");
      var unknown =
          new SshAdapters.Host(
              "no-such-host.invalid", 22, known.user(), known.keys(), "", known.patience());

      assertThat(catchThrowableOfType(AccessException.class, () -> run(unknown)).fault())
          .isEqualTo(AccessFault.UNREACHABLE);
    }
  }

  private static boolean isLetIn(SshServerFixture server, String secret) {
    try (var commands = SshAdapters.of(server.host(""), secret).commands()) {
      return commands.run(Command.of("true")).isSuccess();
    } catch (AccessException refused) {
      assertThat(refused.fault()).isEqualTo(AccessFault.AUTHENTICATION_REFUSED);
      return false;
    }
  }

  private static boolean run(SshAdapters.Host host) {
    try (var commands = SshAdapters.of(host, SshServerFixture.PASSWORD).commands()) {
      return commands.run(Command.of("true")).isSuccess();
    }
  }

  private static String openSsh(KeyPair key) throws Exception {
    var text = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "user", null, text);
    return text.toString(StandardCharsets.US_ASCII);
  }
}
