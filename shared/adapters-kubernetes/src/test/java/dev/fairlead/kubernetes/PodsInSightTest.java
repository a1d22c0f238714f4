package dev.fairlead.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodCluster.Creation;
import dev.fairlead.core.pod.PodCluster.Listing;
import dev.fairlead.core.pod.PodCluster.Refusal;
import dev.fairlead.testkit.pods.PodOrders;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of an API server, by one that knows nothing but pages, and forbids the rest. */
class PodsInSightTest {
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private KubernetesAdapters kubernetes;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/",
        call -> {
          String query = call.getRequestURI().getQuery();
          String from = query.replaceAll("(.*&)?continue=([^&]*).*|.*", "$2");
          String path = call.getRequestURI().getPath().substring("/api/v1/".length());
          String page = path + (from.isEmpty() ? "" : " from " + from);
          asked.add(page);
          byte[] body = noPods(pages.getOrDefault(page, "")).getBytes(StandardCharsets.UTF_8);
          call.getResponseHeaders().add("Content-Type", "application/json");
          call.sendResponseHeaders(
              pages.containsKey(page) ? 200 : 403, pages.containsKey(page) ? body.length : -1);
          if (pages.containsKey(page)) {
            call.getResponseBody().write(body);
          }
          call.close();
        });
    server.start();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .withNamespace("own")
            .build();
    kubernetes = KubernetesAdapters.open(config, "test");
  }

  @AfterEach
  void close() {
    kubernetes.close();
    server.stop(0);
  }

  private static List<Listing> turns(PodCluster pods) {
    var turns = new ArrayList<Listing>();
    Optional<String> after = Optional.empty();
    do {
      turns.add(pods.list(10, after));
      after = turns.getLast().next();
    } while (after.isPresent());
    return turns;
  }

  @Test
  void asksForAllNamespacesAtOnceWhereItMay() {
    pages.put("pods", "");

    assertThat(turns(kubernetes.pods("e"))).hasSize(1);
    assertThat(asked).containsExactly("pods");
  }

  @Test
  void asksForItsOwnNamespaceWhereItMayNotLookIntoAll() {
    pages.put("namespaces/own/pods", "");

    assertThat(turns(kubernetes.pods("e"))).hasSize(1);
    assertThat(asked).containsExactly("pods", "namespaces/own/pods");
  }

  @Test
  void goesThroughEveryPageOfEveryNamespaceThatIsNamedAndThroughNoOther() {
    pages.put("namespaces/a/pods", "p2/=");
    pages.put("namespaces/a/pods from p2/=", "");
    pages.put("namespaces/b/pods", "");

    assertThat(turns(kubernetes.within(List.of("a", "b", "a")).pods("e"))).hasSize(3);
    assertThat(asked)
        .containsExactly("namespaces/a/pods", "namespaces/a/pods from p2/=", "namespaces/b/pods");
  }

  /** Whoever takes what is not listed for gone would have it done again beside itself. */
  @Test
  void goesOnAfterANamespaceThatItMayNotLookIntoAndSaysWhichThatIs() {
    pages.put("namespaces/a/pods", "p2");
    pages.put("namespaces/c/pods", "");

    List<Listing> turns = turns(kubernetes.within(List.of("a", "b", "c")).pods("e"));

    assertThat(asked)
        .containsExactly(
            "namespaces/a/pods",
            "namespaces/a/pods from p2",
            "namespaces/b/pods",
            "namespaces/c/pods");
    assertThat(turns)
        .extracting(turn -> turn.unseen().map(PodCluster.Unseen::namespace))
        .containsExactly(Optional.empty(), Optional.of("a"), Optional.of("b"), Optional.empty());
    assertThat(turns.get(2).unseen().orElseThrow().why()).contains("403");
  }

  @Test
  void usesTheContextsNamespaceIfItIsNamedAndElseTheFirst() {
    assertThat(kubernetes.pods("e").usualNamespace()).isEqualTo("own");
    assertThat(kubernetes.within(List.of("a", "own")).pods("e").usualNamespace()).isEqualTo("own");
    assertThat(kubernetes.within(List.of("b", "a")).pods("e").usualNamespace()).isEqualTo("b");
  }

  @Test
  void makesNoPodWhereNobodyWouldTellOfIt() {
    var key = new OperationKey(AgendaKey.parse("acme/01m80hyphcksdyrkv91t7ay769"), "x");

    Creation made =
        kubernetes
            .within(List.of("a", "b"))
            .pods("e")
            .create(PodOrders.of("other", key, PodOrders.script("true")));

    assertThat(made)
        .isEqualTo(
            new Creation.Refused(
                Refusal.NAMESPACE, "Nobody looks after pods in namespace other, only in a, b."));
    assertThat(asked).isEmpty();
  }

  private static String noPods(String next) {
    return "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"continue\":\"%s\"},\"items\":[]}"
        .formatted(next);
  }
}
