package dev.fairlead.sdk;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says of an attempt, in a pod, in a process, or by hand where all of it is
 * missing.
 *
 * @param operationKey {@code FAIRLEAD_OPERATION_KEY}
 * @param attempt {@code FAIRLEAD_ATTEMPT}
 * @param payloadFiles {@code FAIRLEAD_PAYLOAD_FILE}, or the {@code FAIRLEAD_PAYLOAD_PARTS} of a
 *     large one, in order, with blanks between them
 * @param payload {@code FAIRLEAD_PAYLOAD}, where there is no file
 * @param outputFile {@code FAIRLEAD_OUTPUT_FILE}
 * @param progressFile {@code FAIRLEAD_PROGRESS_FILE}
 * @param lastProgressFile {@code FAIRLEAD_LAST_PROGRESS_FILE}
 * @param dependentsFile {@code FAIRLEAD_DEPENDENTS_FILE}: the commands of dependents by type,
 *     outside of pods
 * @param pod the pod it runs in, from {@code FAIRLEAD_POD_NAME} and {@code FAIRLEAD_NAMESPACE}
 */
record HandlerSettings(
    String operationKey,
    int attempt,
    List<Path> payloadFiles,
    Optional<String> payload,
    Optional<Path> outputFile,
    Optional<Path> progressFile,
    Optional<Path> lastProgressFile,
    Optional<Path> dependentsFile,
    Optional<Pod> pod) {
  HandlerSettings {
    payloadFiles = List.copyOf(payloadFiles);
  }

  /**
   * Where a pod is told of.
   *
   * @param uid of this pod and no other of its name, from {@code FAIRLEAD_POD_UID}
   * @param api the API server, from what Kubernetes tells every container
   */
  record Pod(String namespace, String name, String uid, URI api) {}

  static HandlerSettings fromEnvironment() {
    return from(System.getenv());
  }

  static HandlerSettings from(Map<String, String> environment) {
    return new HandlerSettings(
        environment.getOrDefault("FAIRLEAD_OPERATION_KEY", "by/hand/run"),
        Integer.parseInt(environment.getOrDefault("FAIRLEAD_ATTEMPT", "1")),
        payloadFiles(environment),
        value(environment, "FAIRLEAD_PAYLOAD"),
        file(environment, "FAIRLEAD_OUTPUT_FILE"),
        file(environment, "FAIRLEAD_PROGRESS_FILE"),
        file(environment, "FAIRLEAD_LAST_PROGRESS_FILE"),
        file(environment, "FAIRLEAD_DEPENDENTS_FILE"),
        value(environment, "FAIRLEAD_POD_NAME").map(name -> pod(environment, name)));
  }

  private static List<Path> payloadFiles(Map<String, String> environment) {
    return value(environment, "FAIRLEAD_PAYLOAD_PARTS")
        .map(parts -> Arrays.stream(parts.split(" ")).map(Path::of).toList())
        .orElseGet(() -> file(environment, "FAIRLEAD_PAYLOAD_FILE").stream().toList());
  }

  private static Pod pod(Map<String, String> environment, String name) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "kubernetes.default.svc");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    // An address of IPv6 has colons of its own.
    String authority = host.contains(":") ? "[" + host + "]" : host;
    return new Pod(
        environment.getOrDefault("FAIRLEAD_NAMESPACE", "default"),
        name,
        environment.getOrDefault("FAIRLEAD_POD_UID", ""),
        URI.create("https://" + authority + ":" + port));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private static Optional<Path> file(Map<String, String> environment, String name) {
    return value(environment, name).map(Path::of);
  }
}
