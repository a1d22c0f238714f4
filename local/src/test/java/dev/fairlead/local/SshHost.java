package dev.fairlead.local;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A host with an SSH server, which is this machine. */
final class SshHost implements AutoCloseable {
  static final String USER = "deploy";
  static final String PASSWORD = "correct horse battery";

  private final SshServer server = SshServer.setUpDefaultServer();
  private final KeyPair key;

  SshHost(KeyPair key) throws IOException {
    this.key = key;
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    server.setPasswordAuthenticator(
        (user, password, _) -> user.equals(USER) && password.equals(PASSWORD));
    server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.start();
  }

  int port() {
    return server.getPort();
  }

  /** As in a file of {@code /etc/ssh}. */
  String line() {
    return PublicKeyEntry.toString(key.getPublic());
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
