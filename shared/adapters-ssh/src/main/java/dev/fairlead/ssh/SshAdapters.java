package dev.fairlead.ssh;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.HostKeys;
import dev.fairlead.core.access.HttpInterface;
import dev.fairlead.core.access.HttpService;
import dev.fairlead.core.access.ServedHttp;
import dev.fairlead.core.access.ShellCommands;
import java.time.Duration;

/**
 * Access to one directory of one host, as one user. Each interface has a connection of its own,
 * made when it is opened and ended when it is closed; one that is silent for a minute is given up.
 *
 * <p>The host has to run commands by a POSIX shell. Of the settings of whoever runs this (their
 * {@code ~/.ssh}, an agent) nothing is used.
 */
public final class SshAdapters {
  private final Host host;
  private final String secret;

  /**
   * Where a host is, and how it is known.
   *
   * @param address a name or an IP address
   * @param port 1 to 65535
   * @param directory where commands run and paths begin: absolute, or from the user's home; empty
   *     for that
   * @param patience how long it may take to be connected, or to start a command
   */
  public record Host(
      String address, int port, String user, HostKeys keys, String directory, Duration patience) {}

  private SshAdapters(Host host, String secret) {
    this.host = host;
    this.secret = secret;
  }

  /**
   * Calls nobody yet.
   *
   * @param secret a private key as OpenSSH or PEM write it, without a passphrase; what does not
   *     begin as one does is a password
   */
  public static SshAdapters of(Host host, String secret) {
    return new SshAdapters(host, secret);
  }

  /**
   * Connects.
   *
   * @throws AccessException UNREACHABLE, TIMED_OUT, HOST_KEY_MISMATCH, NO_CREDENTIALS,
   *     AUTHENTICATION_REFUSED
   */
  public CommandInterface commands() {
    return commands(connect());
  }

  /** Connects, as {@link #commands()}. UNSUPPORTED if the host has no SFTP. */
  public FilesystemInterface files() {
    return SftpFiles.over(connect(), host.directory());
  }

  /**
   * Connects, as {@link #commands()}. Requests go through the host, to what it itself reaches at
   * the service's address.
   */
  public HttpInterface http(HttpService service) {
    var connection = connect();
    return new ServedHttp(service, new TunnelHttpCaller(connection), commands(connection));
  }

  private CommandInterface commands(SshConnection connection) {
    return new ShellCommands(new SshShell(connection), host.directory(), host.patience());
  }

  private SshConnection connect() {
    return SshConnection.open(host, secret);
  }
}
