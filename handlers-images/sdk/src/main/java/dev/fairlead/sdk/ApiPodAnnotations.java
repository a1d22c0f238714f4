package dev.fairlead.sdk;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** By merge patches, with what Kubernetes mounts for the pod's service account. */
final class ApiPodAnnotations implements PodAnnotations {
  /** Where Kubernetes mounts it in every container that may speak to it. */
  static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final HandlerSettings.Pod pod;
  private final Path token;
  private final HttpClient http;

  private ApiPodAnnotations(HandlerSettings.Pod pod, Path token, HttpClient http) {
    this.pod = pod;
    this.token = token;
    this.http = http;
  }

  /**
   * Makes them; asks nothing yet.
   *
   * @param folder with {@code token} and {@code ca.crt}
   * @throws IOException if the certificates cannot be read
   */
  static ApiPodAnnotations of(HandlerSettings.Pod pod, Path folder) throws IOException {
    return new ApiPodAnnotations(
        pod,
        folder.resolve("token"),
        HttpClient.newBuilder()
            .connectTimeout(LONGEST)
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting(folder.resolve("ca.crt")))
            .build());
  }

  private static SSLContext trusting(Path certificates) throws IOException {
    try (InputStream pem = Files.newInputStream(certificates)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("The certificates in " + certificates + " are of no use.", e);
    }
  }

  @Override
  public Answer set(Map<String, String> annotations) throws InterruptedException {
    var fields = Json.object();
    annotations.forEach(fields::put);
    return patch(fields.build());
  }

  @Override
  public Answer remove(Set<String> names) throws InterruptedException {
    var fields = Json.object();
    names.forEach(name -> fields.put(name, Json.NULL));
    return patch(fields.build());
  }

  private Answer patch(Json.Obj annotations) throws InterruptedException {
    String patch =
        JsonText.write(
            Json.object()
                .put("metadata", Json.object().put("annotations", annotations).build())
                .build());
    try {
      return answer(
          status(
              request("pods/" + pod.name())
                  .header("Content-Type", "application/merge-patch+json")
                  .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))));
    } catch (IOException e) {
      return new Answer.Again(e.toString());
    }
  }

  @Override
  public Answer leave(int number, byte[] part) throws InterruptedException {
    var owner =
        Json.object()
            .put("apiVersion", "v1")
            .put("kind", "Pod")
            .put("name", pod.name())
            .put("uid", pod.uid())
            .build();
    var map =
        Json.object()
            .put(
                "metadata",
                Json.object()
                    .put("name", pod.name() + "-result-" + number)
                    .put("ownerReferences", Json.array(List.of(owner)))
                    .build())
            .put("immutable", true)
            .put(
                "binaryData",
                Json.object().put("result", Base64.getEncoder().encodeToString(part)).build())
            .build();
    try {
      int status =
          status(
              request("configmaps")
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(JsonText.canonical(map))));
      // The answer to a try before this one was lost.
      return status == HttpURLConnection.HTTP_CONFLICT ? new Answer.Done() : answer(status);
    } catch (IOException e) {
      return new Answer.Again(e.toString());
    }
  }

  private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Override
  public Answer read(Consumer<Map<String, String>> reader) throws InterruptedException {
    try {
      HttpResponse<byte[]> response =
          http.send(
              request("pods/" + pod.name()).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
      Answer answer = answer(response.statusCode());
      if (answer instanceof Answer.Done) {
        reader.accept(annotations(JsonText.parse(response.body())));
      }
      return answer;
    } catch (IOException | FairleadException e) {
      return new Answer.Again(e.toString());
    }
  }

  private static Map<String, String> annotations(Json pod) {
    var annotations = new HashMap<String, String>();
    if (pod instanceof Json.Obj fields
        && fields.field("metadata").orElse(Json.NULL) instanceof Json.Obj metadata
        && metadata.field("annotations").orElse(Json.NULL) instanceof Json.Obj given) {
      given
          .fields()
          .forEach((name, value) -> {
            if (value instanceof Json.Str(String text)) {
              annotations.put(name, text);
            }
          });
    }
    return annotations;
  }

  private HttpRequest.Builder request(String object) throws IOException {
    // Read each time: Kubernetes renews it while the pod runs.
    String bearer = Files.readString(token).strip();
    return HttpRequest.newBuilder(
            pod.api().resolve("/api/v1/namespaces/" + pod.namespace() + "/" + object))
        .timeout(LONGEST)
        .header("Authorization", "Bearer " + bearer);
  }

  private static Answer answer(int status) {
    if (status / 100 == 2) {
      return new Answer.Done();
    }
    String why = "Kubernetes answered " + status + ".";
    // A token that was not known a moment ago may be the one before the renewed one.
    boolean mayPass = status == 401 || status == 408 || status == 409 || status == 429;
    return mayPass || status >= 500 ? new Answer.Again(why) : new Answer.Never(why);
  }
}
