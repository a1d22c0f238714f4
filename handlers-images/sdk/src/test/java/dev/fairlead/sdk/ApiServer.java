package dev.fairlead.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Plays the API server for one pod, by HTTPS, with faults as told. */
final class ApiServer implements AutoCloseable {
  /** In place of a status: takes the patch and hangs up before it answers. */
  static final int HANG_UP_AFTER = -1;

  /** In place of a status: hangs up without having taken it. */
  static final int HANG_UP_BEFORE = -2;

  private static final char[] PASSWORD = "changeit".toCharArray();

  final Map<String, String> annotations = new LinkedHashMap<>();

  /** What was left beside the pod, by its name. */
  final Map<String, byte[]> left = new LinkedHashMap<>();

  final List<Integer> answers = new ArrayList<>();
  final Deque<Integer> faults = new ArrayDeque<>();
  private final HttpsServer server;

  private ApiServer(HttpsServer server) {
    this.server = server;
  }

  /** Starts one, and leaves in the folder what Kubernetes mounts for a service account. */
  static ApiServer start(KeyStore keys, Path folder) throws IOException, GeneralSecurityException {
    var pem = Base64.getMimeEncoder().encodeToString(keys.getCertificate("api").getEncoded());
    Files.writeString(
        folder.resolve("ca.crt"),
        "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    Files.writeString(folder.resolve("token"), "token-1\n");
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    var api = new ApiServer(server);
    server.createContext("/", exchange -> api.answer(exchange, folder.resolve("token")));
    server.start();
    return api;
  }

  /** A certificate of this machine and its key; takes a second to make. */
  static KeyStore keys(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("keys.p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "api",
                "-keyalg",
                "EC",
                "-dname",
                "CN=api",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("no key");
    }
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  URI address() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  private synchronized void answer(HttpExchange exchange, Path token) throws IOException {
    try (exchange) {
      // As the real one does: what is left unread would be taken for the next request.
      byte[] body = exchange.getRequestBody().readAllBytes();
      int fault = faults.isEmpty() ? 0 : faults.poll();
      int status = fault == 0 ? judge(exchange, body, Files.readString(token).strip()) : fault;
      answers.add(status);
      if (fault == HANG_UP_BEFORE) {
        return;
      }
      boolean isRead = exchange.getRequestMethod().equals("GET");
      if (isRead && status == 200) {
        byte[] pod = pod();
        exchange.sendResponseHeaders(status, pod.length);
        exchange.getResponseBody().write(pod);
        return;
      }
      if (exchange.getRequestMethod().equals("POST")) {
        if (status == 201 || fault == HANG_UP_AFTER) {
          keep(body);
        }
      } else if (status == 200 || fault == HANG_UP_AFTER) {
        take(body);
      }
      if (fault != HANG_UP_AFTER) {
        exchange.sendResponseHeaders(status, -1);
      }
    }
  }

  private int judge(HttpExchange exchange, byte[] body, String token) {
    var headers = exchange.getRequestHeaders();
    if (!("Bearer " + token).equals(headers.getFirst("Authorization"))) {
      return 401;
    }
    if (exchange.getRequestURI().getPath().equals("/api/v1/namespaces/work/configmaps")) {
      return left.containsKey(name(body)) ? 409 : 201;
    }
    boolean isPatch =
        exchange.getRequestMethod().equals("PATCH")
            && "application/merge-patch+json".equals(headers.getFirst("Content-Type"));
    if (!isPatch && !exchange.getRequestMethod().equals("GET")) {
      return 415;
    }
    return exchange.getRequestURI().getPath().equals("/api/v1/namespaces/work/pods/p-1")
        ? 200
        : 404;
  }

  private void take(byte[] body) {
    var patch = (Json.Obj) JsonText.parse(body);
    var metadata = (Json.Obj) patch.field("metadata").orElseThrow();
    ((Json.Obj) metadata.field("annotations").orElseThrow())
        .fields()
        .forEach((name, value) -> {
          if (value instanceof Json.Str(String text)) {
            annotations.put(name, text);
          } else {
            annotations.remove(name);
          }
        });
  }

  private void keep(byte[] body) {
    var data = (Json.Obj) ((Json.Obj) JsonText.parse(body)).field("binaryData").orElseThrow();
    left.put(name(body), Base64.getDecoder().decode(data.text("result").orElseThrow()));
  }

  /** With the uid of the pod whose it is. */
  private static String name(byte[] body) {
    var metadata = (Json.Obj) ((Json.Obj) JsonText.parse(body)).field("metadata").orElseThrow();
    var owners = (Json.Arr) metadata.field("ownerReferences").orElseThrow();
    return metadata.text("name").orElseThrow()
        + " of "
        + ((Json.Obj) owners.items().getFirst()).text("uid").orElseThrow();
  }

  private byte[] pod() {
    var fields = Json.object();
    annotations.forEach(fields::put);
    return JsonText.canonical(
        Json.object()
            .put("kind", "Pod")
            .put("metadata", Json.object().put("annotations", fields.build()).build())
            .build());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
