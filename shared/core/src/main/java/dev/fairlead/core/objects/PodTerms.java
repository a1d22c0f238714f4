package dev.fairlead.core.objects;

import dev.fairlead.core.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a handler's pods have from their cluster beside an image. Names and values keep Kubernetes'
 * own rules; whether what they name is there is known only to the cluster.
 *
 * @param namespace where pods are made; {@link #CUSTOMER} in it stands for the customer's id;
 *     absent, where the cluster's settings say
 * @param serviceAccount as whom they talk to the cluster; absent, the namespace's default
 * @param nodeSelector labels that a node must have
 * @param labels of the pods, beside Fairlead's own
 * @param annotations of the pods, beside Fairlead's own
 * @param mounts at most one for each path
 * @param envFrom whose entries are variables of the environment; of two with the same, the later
 * @param pullSecrets with which images are pulled
 * @param mayRunAsRoot whether the container may be root; otherwise the cluster refuses to start one
 *     that would be
 * @param user the number of the user that the container runs as, 0 to 2147483647; absent, the
 *     image's
 * @param isPrivileged whether the container may do to its node whatever the node's root may
 */
public record PodTerms(
    Optional<String> namespace,
    Optional<String> serviceAccount,
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<Mount> mounts,
    List<EnvSource> envFrom,
    PullPolicy pullPolicy,
    List<String> pullSecrets,
    boolean mayRunAsRoot,
    Optional<Long> user,
    boolean isPrivileged) {
  /** What in a namespace's name stands for the customer's id. */
  public static final String CUSTOMER = "{customerId}";

  /** How the keys of Fairlead's own labels and annotations begin. */
  public static final String OWN_KEYS = "fairlead.dev/";

  private static final String NAMESPACE = "namespace";
  private static final String SERVICE_ACCOUNT = "serviceAccount";
  private static final String NODE_SELECTOR = "nodeSelector";
  private static final String TOLERATIONS = "tolerations";
  private static final String LABELS = "labels";
  private static final String ANNOTATIONS = "annotations";
  private static final String MOUNTS = "mounts";
  private static final String ENV_FROM = "envFrom";
  private static final String PULL_POLICY = "pullPolicy";
  private static final String PULL_SECRETS = "pullSecrets";
  private static final String RUN_AS_ROOT = "runAsRoot";
  private static final String RUN_AS_USER = "runAsUser";
  private static final String PRIVILEGED = "privileged";

  private static final List<String> NAMES =
      List.of(
          NAMESPACE,
          SERVICE_ACCOUNT,
          NODE_SELECTOR,
          TOLERATIONS,
          LABELS,
          ANNOTATIONS,
          MOUNTS,
          ENV_FROM,
          PULL_POLICY,
          PULL_SECRETS,
          RUN_AS_ROOT,
          RUN_AS_USER,
          PRIVILEGED);

  public PodTerms {
    nodeSelector = SpecJson.byName(nodeSelector);
    tolerations = List.copyOf(tolerations);
    labels = SpecJson.byName(labels);
    annotations = SpecJson.byName(annotations);
    mounts = List.copyOf(mounts);
    envFrom = List.copyOf(envFrom);
    pullSecrets = List.copyOf(pullSecrets);
  }

  /** When a node gets its image from a registry. */
  public enum PullPolicy {
    IF_NOT_PRESENT("IfNotPresent"),
    ALWAYS("Always"),
    NEVER("Never");

    private final String text;

    PullPolicy(String text) {
      this.text = text;
    }

    /** As Kubernetes writes it. */
    public String text() {
      return text;
    }
  }

  /** All entries of a config map or a secret, as variables of the environment. */
  public sealed interface EnvSource {
    /** A config map, by name. */
    record ConfigMap(String name) implements EnvSource {}

    /** A secret, by name. */
    record Secret(String name) implements EnvSource {}
  }

  /**
   * A taint that the pods put up with.
   *
   * @param key of the taint; absent, of any
   * @param value of the taint, where it has to be equal
   * @param effect {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}; absent, any
   */
  public record Toleration(
      Optional<String> key, Operator operator, Optional<String> value, Optional<String> effect) {
    private static final String KEY = "key";
    private static final String OPERATOR = "operator";
    private static final String VALUE = "value";
    private static final String EFFECT = "effect";
    private static final List<String> EFFECTS =
        List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    /** When a taint of the key is meant. */
    public enum Operator {
      /** If its value is the one that is said. */
      EQUAL("Equal"),
      /** Whatever its value. */
      EXISTS("Exists");

      private final String text;

      Operator(String text) {
        this.text = text;
      }

      /** As Kubernetes writes it. */
      public String text() {
        return text;
      }
    }

    private static Optional<Toleration> read(SpecFields given) {
      given.only(List.of(KEY, OPERATOR, VALUE, EFFECT));
      var operator =
          given.word(OPERATOR, List.of(Operator.values()), Operator::text).orElse(Operator.EQUAL);
      if (operator == Operator.EXISTS && given.has(VALUE)) {
        given.contradiction(VALUE, "means nothing where operator is Exists");
      }
      if (operator == Operator.EQUAL && !given.has(KEY)) {
        given.missing(KEY);
      }
      return Optional.of(
          new Toleration(
              given.text(KEY, KubernetesText.KEY),
              operator,
              given.text(VALUE, KubernetesText.VALUE),
              given.word(EFFECT, EFFECTS, effect -> effect)));
    }

    private Json json() {
      return Json.object()
          .putText(KEY, key)
          .put(OPERATOR, operator.text())
          .putText(VALUE, value)
          .putText(EFFECT, effect)
          .build();
    }
  }

  /** Reads what pods have, and notes every problem. */
  static PodTerms read(SpecFields given) {
    given.only(NAMES);
    var mounts = given.objects(MOUNTS, Mount::read);
    var paths = new HashSet<String>();
    mounts.stream()
        .filter(mount -> !mount.path().isEmpty() && !paths.add(mount.path()))
        .forEach(again -> given.contradiction(MOUNTS, "has " + again.path() + " twice"));
    boolean mayRunAsRoot = given.truth(RUN_AS_ROOT);
    var user = given.whole(RUN_AS_USER, 0, Integer.MAX_VALUE);
    if (!mayRunAsRoot && user.filter(number -> number == 0).isPresent()) {
      given.contradiction(RUN_AS_USER, "is 0, which is root, and runAsRoot is not true");
    }
    return new PodTerms(
        namespace(given),
        given.text(SERVICE_ACCOUNT, KubernetesText.SUBDOMAIN),
        given.textsByName(NODE_SELECTOR, KubernetesText.KEY, KubernetesText.VALUE),
        given.objects(TOLERATIONS, Toleration::read),
        given.without(
            OWN_KEYS, LABELS, given.textsByName(LABELS, KubernetesText.KEY, KubernetesText.VALUE)),
        given.without(
            OWN_KEYS,
            ANNOTATIONS,
            given.textsByName(ANNOTATIONS, KubernetesText.KEY, KubernetesText.ARGUMENT)),
        mounts,
        given.objects(ENV_FROM, PodTerms::envSource),
        given
            .word(PULL_POLICY, List.of(PullPolicy.values()), PullPolicy::text)
            .orElse(PullPolicy.IF_NOT_PRESENT),
        given.texts(PULL_SECRETS, KubernetesText.SUBDOMAIN),
        mayRunAsRoot,
        user,
        given.truth(PRIVILEGED));
  }

  /** Whatever a customer is called, the rest of the name has to be one. */
  private static Optional<String> namespace(SpecFields given) {
    return given.text(
        NAMESPACE, KubernetesText.LABEL, namespace -> namespace.replace(CUSTOMER, "c"));
  }

  private static Optional<EnvSource> envSource(SpecFields given) {
    var kinds = List.of("configMap", "secret");
    return given
        .only(kinds)
        .one(kinds)
        .flatMap(kind ->
            given
                .text(kind, KubernetesText.SUBDOMAIN)
                .map(name ->
                    kind.equals("secret")
                        ? new EnvSource.Secret(name)
                        : new EnvSource.ConfigMap(name)));
  }

  /** What is not as it is without being said. */
  Json.Obj json() {
    var json = Json.object().putText(NAMESPACE, namespace).putText(SERVICE_ACCOUNT, serviceAccount);
    SpecJson.putTexts(json, NODE_SELECTOR, nodeSelector);
    SpecJson.putList(json, TOLERATIONS, tolerations.stream().map(Toleration::json).toList());
    SpecJson.putTexts(json, LABELS, labels);
    SpecJson.putTexts(json, ANNOTATIONS, annotations);
    SpecJson.putList(json, MOUNTS, mounts.stream().map(Mount::json).toList());
    SpecJson.putList(json, ENV_FROM, envFrom.stream().map(PodTerms::json).toList());
    if (pullPolicy != PullPolicy.IF_NOT_PRESENT) {
      json.put(PULL_POLICY, pullPolicy.text());
    }
    SpecJson.putTexts(json, PULL_SECRETS, pullSecrets);
    SpecJson.putTrue(json, RUN_AS_ROOT, mayRunAsRoot);
    json.putIfPresent(RUN_AS_USER, user.map(Json::of));
    SpecJson.putTrue(json, PRIVILEGED, isPrivileged);
    return json.build();
  }

  private static Json json(EnvSource source) {
    return switch (source) {
      case EnvSource.ConfigMap(String name) -> Json.object().put("configMap", name).build();
      case EnvSource.Secret(String name) -> Json.object().put("secret", name).build();
    };
  }
}
