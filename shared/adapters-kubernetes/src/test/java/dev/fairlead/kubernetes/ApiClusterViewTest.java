package dev.fairlead.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.core.port.ClusterView.Presence;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real cluster can't be asked for: refusals, by a server that answers all alike. */
class ApiClusterViewTest {
  private static final String SECRET = "s3cr3t";

  private HttpServer server;
  private KubernetesAdapters kubernetes;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          call.sendResponseHeaders(status, -1);
          call.close();
        });
    server.start();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .withOauthToken(SECRET)
            .build();
    kubernetes = KubernetesAdapters.open(config, "test");
  }

  @AfterEach
  void close() {
    kubernetes.close();
    server.stop(0);
  }

  @Test
  void whatIsForbiddenIsNotTold() {
    status = 403;

    assertThat(kubernetes.cluster().namespace("n")).isEqualTo(Presence.NOT_TOLD);
    assertThat(kubernetes.cluster().nodes()).isEmpty();
    assertThat(kubernetes.cluster().pods("n", "l", "v")).isEmpty();
    assertThat(kubernetes.cluster().rights("n")).isEmpty();
  }

  @Test
  void anUnknownUserReachesNoCluster() {
    status = 401;

    assertUnavailable(() -> kubernetes.cluster().version(), "does not accept the kubeconfig's");
    assertUnavailable(() -> kubernetes.cluster().nodes(), "does not accept the kubeconfig's");
  }

  @Test
  void aServerThatIsGoneIsNoEmptyCluster() {
    server.stop(0);

    assertUnavailable(() -> kubernetes.cluster().version(), "does not answer");
    assertUnavailable(() -> kubernetes.cluster().pods("n", "l", "v"), "does not answer");
  }

  @Test
  void aContextThatIsNotThereIsRefusedByName() {
    assertUnavailable(
        () -> KubernetesAdapters.open(Optional.of("fairlead-no-such-context")),
        "has no context fairlead-no-such-context");
  }

  private static void assertUnavailable(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNAVAILABLE))
        .hasMessageContaining(message)
        .hasMessageNotContaining(SECRET);
  }
}
