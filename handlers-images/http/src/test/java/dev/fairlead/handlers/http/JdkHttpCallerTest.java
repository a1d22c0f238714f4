package dev.fairlead.handlers.http;

import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.testkit.contracts.HttpCallerContract;
import dev.fairlead.testkit.http.LoopbackServers;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

final class JdkHttpCallerTest extends HttpCallerContract {
  private final HttpCaller caller = new JdkHttpCaller();
  private final LoopbackServers servers = new LoopbackServers();

  @AfterEach
  void close() {
    servers.close();
  }

  @Override
  protected HttpCaller caller() {
    return caller;
  }

  @Override
  protected URI answering(int status, Map<String, String> headers, String body) {
    return servers.answering(status, headers, body).resolve("/x?y=1");
  }

  @Override
  protected URI silent() {
    return servers.silent().resolve("/x?y=1");
  }

  @Override
  protected URI deserted() {
    return servers.deserted().resolve("/x?y=1");
  }

  @Override
  protected List<Received> received() {
    return servers.received();
  }
}
