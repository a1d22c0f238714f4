package dev.fairlead.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.fairlead.core.port.PortException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster without a kubeconfig: an API server with a certificate of its own. */
class TokensTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity("server")));
    server.createContext(
        "/",
        call -> {
          authorizations.add(String.valueOf(call.getRequestHeaders().getFirst("Authorization")));
          byte[] none =
              "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[]}"
                  .getBytes(StandardCharsets.UTF_8);
          call.getResponseHeaders().add("Content-Type", "application/json");
          call.sendResponseHeaders(200, none.length);
          call.getResponseBody().write(none);
          call.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SSLContext identity(String name) throws Exception {
    Path store = folder.resolve(name);
    keytool(
        "-genkeypair",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=ip:127.0.0.1");
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** As EKS says it: PEM, in Base64. */
  private String authority(String name) throws Exception {
    Path pem = folder.resolve(name + ".pem");
    keytool(
        "-exportcert",
        "-rfc",
        "-keystore",
        folder.resolve(name).toString(),
        "-storepass",
        PASSWORD,
        "-file",
        pem.toString());
    return Base64.getEncoder().encodeToString(Files.readAllBytes(pem));
  }

  private static void keytool(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(arguments));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    assertThat(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor())
        .isZero();
  }

  private URI address() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void eachRequestBringsTheTokenThatIsGoodThen() throws Exception {
    var asked = new AtomicInteger();
    try (var kubernetes =
        KubernetesAdapters.ofTokens(
            address(), authority("server"), () -> "token-" + asked.incrementAndGet())) {
      kubernetes.pods("e").list(10, Optional.empty());
      kubernetes.pods("e").list(10, Optional.empty());
    }

    assertThat(authorizations).containsExactly("Bearer token-1", "Bearer token-2");
  }

  @Test
  void tellsNoTokenToAServerThatSomebodyElseVouchesFor() throws Exception {
    identity("stranger");
    try (var kubernetes =
        KubernetesAdapters.ofTokens(address(), authority("stranger"), () -> "token")) {
      var pods = kubernetes.pods("e");

      assertThatThrownBy(() -> pods.list(10, Optional.empty())).isInstanceOf(PortException.class);
    }

    assertThat(authorizations).isEmpty();
  }
}
