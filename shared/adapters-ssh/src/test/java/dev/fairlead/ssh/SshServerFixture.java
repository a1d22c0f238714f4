package dev.fairlead.ssh;

import dev.fairlead.core.access.HostKeys;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SSH server of this machine, in this process, with one user. */
final class SshServerFixture implements AutoCloseable {
  static final String USER = "deploy";
  static final String PASSWORD = "correct horse battery";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SshServer server = SshServer.setUpDefaultServer();
  private final List<KeyPair> hostKeys;

  /** With these keys of its own; the user shows the password, or this key. */
  SshServerFixture(List<KeyPair> hostKeys, KeyPair userKey, boolean isFull) {
    this(0, hostKeys, userKey, isFull);
  }

  /** The same, at a port; 0 for any. */
  SshServerFixture(int port, List<KeyPair> hostKeys, KeyPair userKey, boolean isFull) {
    this.hostKeys = hostKeys;
    server.setPort(port);
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
    server.setPasswordAuthenticator(
        (user, password, _) -> user.equals(USER) && password.equals(PASSWORD));
    server.setPublickeyAuthenticator(
        (user, key, _) -> user.equals(USER) && KeyUtils.compareKeys(key, userKey.getPublic()));
    server.setCommandFactory((_, command) -> new ShellOfServer(command));
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    var sftp = new SftpSubsystemFactory();
    if (isFull) {
      sftp.setFileSystemAccessor(new FullDisk());
    }
    server.setSubsystemFactories(List.of(sftp));
    // What OpenSSH speaks.
    SftpModuleProperties.SFTP_VERSION.set(server, 3);
    try {
      server.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  int port() {
    return server.getPort();
  }

  /** How to reach it, known by its first key. */
  SshAdapters.Host host(String directory) {
    return hostKnownBy(fingerprint(hostKeys.getFirst()), directory);
  }

  SshAdapters.Host hostKnownBy(String hostKey, String directory) {
    return new SshAdapters.Host(
        "127.0.0.1",
        port(),
        USER,
        HostKeys.of(List.of(hostKey)).orElseThrow(),
        directory,
        PATIENCE);
  }

  void breakConnections() {
    server.getActiveSessions().forEach((Session session) -> session.close(true));
  }

  static String fingerprint(KeyPair key) {
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
  }

  /** As in a file of {@code /etc/ssh}. */
  static String line(KeyPair key) {
    return PublicKeyEntry.toString(key.getPublic()) + " root@host";
  }

  static KeyPair ellipticKey() {
    return key("EC", 256);
  }

  static KeyPair rsaKey() {
    return key("RSA", 2048);
  }

  static KeyPair ed25519Key() {
    try {
      return SecurityUtils.getKeyPairGenerator(SecurityUtils.EDDSA).generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static KeyPair key(String kind, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(kind);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** A private key as PKCS 8 writes it. */
  static String pem(KeyPair key) {
    var text = new StringWriter();
    text.write("-----BEGIN PRIVATE KEY-----\n");
    text.write(Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded()));
    text.write("\n-----END PRIVATE KEY-----\n");
    return text.toString();
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
