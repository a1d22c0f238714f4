package dev.fairlead.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.pod.PodOrder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files that a pod is given. They are in one Secret as long as the payload fits into it. A
 * larger payload is cut into parts of so many bytes, a file and a Secret each, and all of them are
 * in one folder: what reads them one after the other has the payload.
 */
final class PodInput {
  static final String LAST_PROGRESS = "last-progress.json";

  private static final String PAYLOAD = "payload.json";
  private static final int READABLE = 0444;

  private final PodOrder order;
  private final List<byte[]> parts;

  private PodInput(PodOrder order, List<byte[]> parts) {
    this.order = order;
    this.parts = parts;
  }

  static PodInput of(PodOrder order) {
    byte[] payload = order.payload().getBytes(UTF_8);
    var parts = new ArrayList<byte[]>();
    for (int from = 0; from < payload.length; from += PodOrder.MAX_PART) {
      int to = Math.min(payload.length, from + PodOrder.MAX_PART);
      parts.add(Arrays.copyOfRange(payload, from, to));
    }
    return new PodInput(order, parts);
  }

  boolean isInParts() {
    return parts.size() > 1;
  }

  /** Paths, in order, with blanks between them. */
  String payloadFiles(String folder) {
    return files().stream().map(file -> folder + "/" + file).collect(Collectors.joining(" "));
  }

  private List<String> files() {
    var files = new ArrayList<String>();
    for (int i = 0; i < parts.size(); i++) {
      files.add(isInParts() ? PAYLOAD + "." + i : PAYLOAD);
    }
    return files;
  }

  /** That of the first is the pod's. */
  private String secret(int part) {
    return part == 0 ? order.pod().name() : order.pod().name() + "-" + part;
  }

  /** The pod starts once all of them are there. */
  Volume volume(String name) {
    var volume = new VolumeBuilder().withName(name);
    if (!isInParts()) {
      return volume
          .withNewSecret()
          .withSecretName(secret(0))
          .withDefaultMode(READABLE)
          .endSecret()
          .build();
    }
    var sources = new ArrayList<VolumeProjection>();
    for (int i = 0; i < parts.size(); i++) {
      sources.add(
          new VolumeProjectionBuilder().withNewSecret().withName(secret(i)).endSecret().build());
    }
    return volume
        .withNewProjected()
        .withDefaultMode(READABLE)
        .withSources(sources)
        .endProjected()
        .build();
  }

  List<Secret> secrets(Map<String, String> labels, String podUid) {
    List<String> files = files();
    var secrets = new ArrayList<Secret>();
    for (int i = 0; i < parts.size(); i++) {
      var data = new TreeMap<String, String>();
      data.put(files.get(i), base64(parts.get(i)));
      if (i == 0) {
        order
            .lastProgress()
            .ifPresent(last -> data.put(LAST_PROGRESS, base64(last.getBytes(UTF_8))));
      }
      secrets.add(
          new SecretBuilder()
              .withNewMetadata()
              .withName(secret(i))
              .withNamespace(order.pod().namespace())
              .withLabels(labels)
              .withOwnerReferences(
                  new OwnerReferenceBuilder()
                      .withApiVersion("v1")
                      .withKind("Pod")
                      .withName(order.pod().name())
                      .withUid(podUid)
                      .build())
              .endMetadata()
              .withImmutable(true)
              .withData(data)
              .build());
    }
    return secrets;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
