package dev.fairlead.ssh;

import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.HttpInterface;
import dev.fairlead.core.access.HttpService;
import dev.fairlead.core.access.ResourceInterface;
import dev.fairlead.testkit.contracts.RemoteAccessContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SshAccessContractTest extends RemoteAccessContract {
  private static final KeyPair HOST_KEY = SshServerFixture.ellipticKey();
  private static final KeyPair OTHER_KEY = SshServerFixture.ellipticKey();

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final SshServerFixture server =
      closing(new SshServerFixture(List.of(HOST_KEY), OTHER_KEY, false));

  @TempDir private Path directory;

  @AfterEach
  void closeAll() throws Exception {
    for (var each : opened.reversed()) {
      each.close();
    }
  }

  @Override
  protected CommandInterface commands() {
    return closing(access(server).commands());
  }

  @Override
  protected FilesystemInterface files() {
    return closing(access(server).files());
  }

  @Override
  protected FilesystemInterface filesOnFullDisk() {
    return closing(
        access(closing(new SshServerFixture(List.of(HOST_KEY), OTHER_KEY, true))).files());
  }

  @Override
  protected HttpInterface http(HttpService service) {
    return closing(access(server).http(service));
  }

  @Override
  protected CommandInterface commandsOf(Trouble trouble) {
    return withTrouble(trouble, SshAdapters::commands);
  }

  @Override
  protected FilesystemInterface filesOf(Trouble trouble) {
    return withTrouble(trouble, SshAdapters::files);
  }

  private <T extends ResourceInterface> T withTrouble(
      Trouble trouble, Function<SshAdapters, T> open) {
    var there = server.host(directory.toString());
    return switch (trouble) {
      case NOBODY_THERE -> {
        server.close();
        yield open.apply(SshAdapters.of(there, secret()));
      }
      case SILENT -> {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          yield open.apply(
              SshAdapters.of(at(there, silent.getLocalPort(), Duration.ofMillis(100)), secret()));
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
      case OTHER_HOST_KEY ->
          open.apply(
              SshAdapters.of(
                  server.hostKnownBy(SshServerFixture.fingerprint(OTHER_KEY), directory.toString()),
                  secret()));
      case OTHER_CREDENTIALS -> open.apply(SshAdapters.of(there, secret() + "!"));
      case BROKEN_CREDENTIALS ->
          open.apply(SshAdapters.of(there, "-----BEGIN PRIVATE KEY-----\n" + secret()));
    };
  }

  private static SshAdapters.Host at(SshAdapters.Host host, int port, Duration patience) {
    return new SshAdapters.Host(
        host.address(), port, host.user(), host.keys(), host.directory(), patience);
  }

  @Override
  protected String secret() {
    return SshServerFixture.PASSWORD;
  }

  @Override
  protected void breakConnections() {
    server.breakConnections();
  }

  private SshAdapters access(SshServerFixture to) {
    return SshAdapters.of(to.host(directory.toString()), secret());
  }

  private <T extends AutoCloseable> T closing(T one) {
    opened.add(one);
    return one;
  }
}
