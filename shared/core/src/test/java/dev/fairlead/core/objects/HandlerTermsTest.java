package dev.fairlead.core.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.PodTerms.EnvSource;
import dev.fairlead.core.objects.PodTerms.PullPolicy;
import dev.fairlead.core.objects.PodTerms.Toleration;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandlerTermsTest {
  private static final String IMAGE = "registry.example.org:5000/tools/encode:1.4";

  @Test
  void anImageIsEnough() {
    var terms = read(Json.object().put("image", IMAGE).build());

    assertThat(terms)
        .isEqualTo(
            new HandlerTerms(
                IMAGE,
                List.of(),
                List.of(),
                Map.of(),
                Amounts.NONE,
                Amounts.NONE,
                Duration.ofMinutes(5),
                Optional.empty(),
                Optional.empty(),
                false,
                new PodTerms(
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    List.of(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    PullPolicy.IF_NOT_PRESENT,
                    List.of(),
                    false,
                    Optional.empty(),
                    false)));
  }

  @Test
  void everythingThatCanBeSaidIsRead() {
    var terms = read(everything());

    assertThat(terms)
        .isEqualTo(
            new HandlerTerms(
                IMAGE,
                List.of("sh", "-c"),
                List.of("encode \"$FORMAT\"\n", ""),
                Map.of("FORMAT", "h264", "EMPTY", ""),
                Amounts.of(0, 0, 500, 512),
                Amounts.of(0, 0, 2000, 4096),
                Duration.ofSeconds(90),
                Optional.of(Duration.ofMinutes(10)),
                Optional.of(Duration.ofHours(2)),
                true,
                new PodTerms(
                    Optional.of("media-{customerId}"),
                    Optional.of("encoder"),
                    Map.of("topology.kubernetes.io/zone", "eu-1a"),
                    List.of(
                        new Toleration(
                            Optional.of("gpu"),
                            Toleration.Operator.EQUAL,
                            Optional.of("yes"),
                            Optional.of("NoSchedule")),
                        new Toleration(
                            Optional.empty(),
                            Toleration.Operator.EXISTS,
                            Optional.empty(),
                            Optional.empty())),
                    Map.of("example.org/team", "media"),
                    Map.of("note", "What\never."),
                    List.of(
                        new Mount("/etc/encode", false, configMap()),
                        new Mount("/keys", true, new Mount.Source.Secret("keys", Map.of())),
                        new Mount("/data", true, new Mount.Source.Claim("store.v1")),
                        new Mount("/nfs", false, new Mount.Source.Nfs("10.0.0.7", "/export")),
                        new Mount(
                            "/scratch", false, new Mount.Source.Empty(Optional.of(64L), true)),
                        new Mount("/tmp", false, new Mount.Source.Empty(Optional.empty(), false))),
                    List.of(new EnvSource.ConfigMap("usual"), new EnvSource.Secret("keys")),
                    PullPolicy.ALWAYS,
                    List.of("registry"),
                    true,
                    Optional.of(0L),
                    true)));
  }

  private static Mount.Source configMap() {
    return new Mount.Source.ConfigMap("encode", Map.of("main.conf", "etc/main.conf"));
  }

  @Test
  void whatIsWrittenReadsTheSame() {
    var given = everything();
    var terms = read(given);
    var written = Json.object();
    terms.putInto(written, given);

    assertThat(written.build()).isEqualTo(given);
    assertThat(HandlerTerms.of(written.build())).isEqualTo(terms);
  }

  @Test
  void whatIsSoAnywayIsNotWritten() {
    var given =
        object("image", Json.of(IMAGE))
            .with("args", Json.array(List.of()))
            .with("idempotent", Json.of(false))
            .with("limits", object("cpu", Json.of(0)))
            .with("pod", object("pullPolicy", Json.of("IfNotPresent")));
    var written = Json.object();
    read(given).putInto(written, given);

    assertThat(written.build()).isEqualTo(object("image", Json.of(IMAGE)));
  }

  @Test
  void everyProblemIsToldWithItsPlace() {
    var pod =
        object("namespace", Json.of("Media_{customerId}"))
            .with("serviceAccount", Json.of("-"))
            .with("nodeSelector", object("zone", Json.of("a b")))
            .with(
                "tolerations",
                Json.array(
                    List.of(
                        object("operator", Json.of("Equals")),
                        object("operator", Json.of("Exists")).with("value", Json.of("x")),
                        object("key", Json.of("k")).with("effect", Json.of("Never")),
                        Json.of("gpu"))))
            .with("labels", object("fairlead.dev/agenda", Json.of("x")).with("a/b/c", Json.of("")))
            .with("annotations", object("fairlead.dev/key", Json.of("x")))
            .with(
                "mounts",
                Json.array(
                    List.of(
                        object("path", Json.of("data")).with("claim", Json.of("x")),
                        object("path", Json.of("/a")),
                        object("path", Json.of("/b"))
                            .with("claim", Json.of("x"))
                            .with("secret", Json.of("x")),
                        object("path", Json.of("/c")).with("nfs", object("server", Json.of(" "))),
                        object("path", Json.of("/d"))
                            .with("claim", Json.of("x"))
                            .with("items", object("..", Json.of("../x"))),
                        object("path", Json.of("/e"))
                            .with("empty", object("sizeMib", Json.of(0)))
                            .with("readonly", Json.of(true)))))
            .with("envFrom", Json.array(List.of(Json.EMPTY)))
            .with("pullPolicy", Json.of("Sometimes"))
            .with("pullSecrets", Json.array(List.of(Json.of("A"))))
            .with("runAsUser", Json.of(-1))
            .with("privileged", Json.of("yes"))
            .with("hostNetwork", Json.of(true));

    assertThat(
            problems(
                object("image", Json.of("Not an image"))
                    .with("command", Json.of("sh"))
                    .with("args", Json.array(List.of(Json.of(1), Json.of("\0"))))
                    .with("env", object("FAIRLEAD_KEY", Json.of("x")).with("1ST", Json.of(2)))
                    .with("requests", object("cpu", Json.of(3)).with("gpu", Json.of(1)))
                    .with("limits", object("cpu", Json.of(2)).with("memory", Json.of(5)))
                    .with("startsWithin", Json.of("10ms"))
                    .with("silence", Json.of("9s"))
                    .with("keep", Json.of("8d"))
                    .with("idempotent", Json.of(1))
                    .with("pod", pod)))
        .containsExactlyInAnyOrder(
            "/image not-kubernetes",
            "/command wrong-type",
            "/args/0 wrong-type",
            "/args/1 not-kubernetes",
            "/env/FAIRLEAD_KEY reserved",
            "/env/1ST not-kubernetes",
            "/env/1ST wrong-type",
            "/requests/cpu contradiction",
            "/requests/gpu unknown-field",
            "/limits/memory wrong-type",
            "/startsWithin out-of-range",
            "/silence out-of-range",
            "/keep out-of-range",
            "/idempotent wrong-type",
            "/pod/namespace not-kubernetes",
            "/pod/serviceAccount not-kubernetes",
            "/pod/nodeSelector/zone not-kubernetes",
            "/pod/tolerations/0/operator unknown-value",
            "/pod/tolerations/0/key missing-field",
            "/pod/tolerations/1/value contradiction",
            "/pod/tolerations/2/effect unknown-value",
            "/pod/tolerations/3 wrong-type",
            "/pod/labels/fairlead.dev~1agenda reserved",
            "/pod/labels/a~1b~1c not-kubernetes",
            "/pod/annotations/fairlead.dev~1key reserved",
            "/pod/mounts/0/path not-kubernetes",
            "/pod/mounts/1 missing-field",
            "/pod/mounts/2/claim unknown-field",
            "/pod/mounts/3/nfs/server not-kubernetes",
            "/pod/mounts/3/nfs/path missing-field",
            "/pod/mounts/4/items contradiction",
            "/pod/mounts/4/items/.. not-kubernetes",
            "/pod/mounts/4/items/.. not-kubernetes",
            "/pod/mounts/5/empty/sizeMib out-of-range",
            "/pod/mounts/5/readonly unknown-field",
            "/pod/envFrom/0 missing-field",
            "/pod/pullPolicy unknown-value",
            "/pod/pullSecrets/0 not-kubernetes",
            "/pod/runAsUser out-of-range",
            "/pod/privileged wrong-type",
            "/pod/hostNetwork unknown-field");
  }

  @Test
  void whatContradictsItselfIsRefused() {
    var twice =
        Json.array(
            List.of(
                object("path", Json.of("/a")).with("claim", Json.of("x")),
                object("path", Json.of("/a")).with("claim", Json.of("y"))));

    assertThat(problems(pod("mounts", twice))).containsExactly("/pod/mounts contradiction");
    assertThat(problems(pod("runAsUser", Json.of(0))))
        .containsExactly("/pod/runAsUser contradiction");
    assertThat(problems(Json.EMPTY)).containsExactly("/image missing-field");
  }

  @Test
  void noHandlerIsTooLargeToLieOnEveryShelf() {
    var many =
        IntStream.range(0, 101).boxed().collect(Collectors.toMap(i -> "V" + i, i -> Json.of("x")));
    var large = Json.array(List.of(Json.of("\1".repeat(11_000))));

    assertThat(problems(withImage("env", new Json.Obj(Map.copyOf(many)))))
        .containsExactly("/env too-many-entries");
    assertThat(problems(withImage("args", large))).containsExactly(" too-large");
    assertThat(problems(withImage("args", Json.array(List.of(Json.of("x".repeat(11_000)))))))
        .isEmpty();
  }

  @Test
  void namesKeepTheRulesOfKubernetes() {
    assertThat(KubernetesText.KEY.accepts("a".repeat(253) + "/b")).isTrue();
    assertThat(KubernetesText.KEY.accepts("a".repeat(254) + "/b")).isFalse();
    assertThat(KubernetesText.KEY.accepts("A_b.c-9")).isTrue();
    assertThat(KubernetesText.KEY.accepts("A/b")).isFalse();
    assertThat(KubernetesText.KEY.accepts("")).isFalse();
    assertThat(KubernetesText.VALUE.accepts("")).isTrue();
    assertThat(KubernetesText.VALUE.accepts("a".repeat(63))).isTrue();
    assertThat(KubernetesText.VALUE.accepts("a".repeat(64))).isFalse();
    assertThat(KubernetesText.SUBDOMAIN.accepts("a.b-c.9")).isTrue();
    assertThat(KubernetesText.SUBDOMAIN.accepts("a..b")).isFalse();
    assertThat(KubernetesText.LABEL.accepts("a.b")).isFalse();
    assertThat(KubernetesText.VARIABLE.accepts("my.var-1")).isTrue();
    assertThat(KubernetesText.VARIABLE.accepts("..x")).isFalse();
    assertThat(KubernetesText.ABSOLUTE_PATH.accepts("/a/../b")).isFalse();
    assertThat(KubernetesText.ABSOLUTE_PATH.accepts("/a..b/.c")).isTrue();
    assertThat(KubernetesText.RELATIVE_PATH.accepts("..")).isFalse();
    assertThat(KubernetesText.RELATIVE_PATH.accepts("a/..b")).isTrue();
  }

  @Test
  void imagesAreThoseOfTheDistributionSpecification() {
    assertThat(
            List.of(
                "busybox",
                "localhost/busybox:1",
                "a/b__c/d-e.f:V_1.0-x",
                "r.example.org:443/a@sha256:" + "0".repeat(64)))
        .allMatch(KubernetesText.IMAGE::accepts);
    assertThat(List.of("", "A", "a:", "a b", "a//b", "/a", "a@sha256:0", "https://x/y", "a-:1"))
        .noneMatch(KubernetesText.IMAGE::accepts);
  }

  private static Json.Obj everything() {
    return object("image", Json.of(IMAGE))
        .with("command", Json.texts(List.of("sh", "-c")))
        .with("args", Json.texts(List.of("encode \"$FORMAT\"\n", "")))
        .with("env", object("FORMAT", Json.of("h264")).with("EMPTY", Json.of("")))
        .with("requests", object("cpu", Json.of("500m")).with("memory", Json.of("512Mi")))
        .with("limits", object("cpu", Json.of("2")).with("memory", Json.of("4Gi")))
        .with("startsWithin", Json.of("90s"))
        .with("silence", Json.of("10m"))
        .with("keep", Json.of("2h"))
        .with("idempotent", Json.of(true))
        .with(
            "pod",
            object("namespace", Json.of("media-{customerId}"))
                .with("serviceAccount", Json.of("encoder"))
                .with("nodeSelector", object("topology.kubernetes.io/zone", Json.of("eu-1a")))
                .with(
                    "tolerations",
                    Json.array(
                        List.of(
                            object("key", Json.of("gpu"))
                                .with("operator", Json.of("Equal"))
                                .with("value", Json.of("yes"))
                                .with("effect", Json.of("NoSchedule")),
                            object("operator", Json.of("Exists")))))
                .with("labels", object("example.org/team", Json.of("media")))
                .with("annotations", object("note", Json.of("What\never.")))
                .with("mounts", mounts())
                .with(
                    "envFrom",
                    Json.array(
                        List.of(
                            object("configMap", Json.of("usual")),
                            object("secret", Json.of("keys")))))
                .with("pullPolicy", Json.of("Always"))
                .with("pullSecrets", Json.texts(List.of("registry")))
                .with("runAsRoot", Json.of(true))
                .with("runAsUser", Json.of(0))
                .with("privileged", Json.of(true)));
  }

  private static Json mounts() {
    return Json.array(
        List.of(
            object("path", Json.of("/etc/encode"))
                .with("configMap", Json.of("encode"))
                .with("items", object("main.conf", Json.of("etc/main.conf"))),
            object("path", Json.of("/keys"))
                .with("readOnly", Json.of(true))
                .with("secret", Json.of("keys")),
            object("path", Json.of("/data"))
                .with("readOnly", Json.of(true))
                .with("claim", Json.of("store.v1")),
            object("path", Json.of("/nfs"))
                .with(
                    "nfs", object("server", Json.of("10.0.0.7")).with("path", Json.of("/export"))),
            object("path", Json.of("/scratch"))
                .with("empty", object("sizeMib", Json.of(64)).with("memory", Json.of(true))),
            object("path", Json.of("/tmp")).with("empty", Json.EMPTY)));
  }

  private static Json.Obj object(String name, Json value) {
    return Json.object().put(name, value).build();
  }

  private static Json.Obj withImage(String name, Json value) {
    return object("image", Json.of(IMAGE)).with(name, value);
  }

  private static Json.Obj pod(String name, Json value) {
    return withImage("pod", object(name, value));
  }

  private static HandlerTerms read(Json.Obj given) {
    var findings = new Findings();
    var terms = HandlerTerms.read(given, findings);
    assertThat(findings.problems()).isEmpty();
    return terms;
  }

  private static List<String> problems(Json.Obj given) {
    var findings = new Findings();
    HandlerTerms.read(given, findings);
    return findings.problems().stream()
        .map(problem -> problem.path() + " " + problem.code())
        .toList();
  }
}
