package dev.fairlead.ssh;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.process.ProcessAdapters;
import java.io.IOException;
import java.net.URI;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/**
 * Requests through a host, by a port of this machine's loopback that is open for as long as one
 * takes. The server sees that port's address as its name; and HTTPS, whose names would be wrong, is
 * not for this.
 */
final class TunnelHttpCaller implements HttpCaller {
  private static final int HTTP_PORT = 80;
  private static final String LOOPBACK = "127.0.0.1";

  private final SshConnection connection;
  private final HttpCaller caller = ProcessAdapters.caller();

  TunnelHttpCaller(SshConnection connection) {
    this.connection = connection;
  }

  @Override
  public Outcome call(Call call) {
    var uri = call.uri();
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new AccessException(
          AccessFault.UNSUPPORTED, "Through a host only http can be asked, not " + uri + ".");
    }
    var there = new SshdSocketAddress(uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort());
    try (var tunnel =
        connection
            .session()
            .createLocalPortForwardingTracker(new SshdSocketAddress(LOOPBACK, 0), there)) {
      var path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
      var here = URI.create("http://" + LOOPBACK + ":" + tunnel.getBoundAddress().getPort() + path);
      return caller.call(
          new Call(
              call.method(),
              here,
              call.headers(),
              call.body(),
              call.timeout(),
              call.maxResponseBytes()));
    } catch (IOException | IllegalStateException failed) {
      throw new AccessException(
          connection.session().isOpen() ? AccessFault.FAILED : AccessFault.CONNECTION_LOST,
          "There is no way through the host: " + failed.getMessage(),
          failed);
    }
  }
}
