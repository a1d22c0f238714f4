package dev.fairlead.doctor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.ClusterView;
import dev.fairlead.core.port.ClusterView.Node;
import dev.fairlead.core.port.ClusterView.Right;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.doctor.finding.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterChecksTest {
  private static final String LABEL = "app.kubernetes.io/managed-by";

  private final FakeCluster cluster =
      FakeCluster.ofAdmin()
          .withNamespace("work")
          .withNode(new Node("a", true, 1930, 3L << 30, 17))
          .withNode(new Node("b", true, 2000, 4L << 30, 20));

  @Test
  void findsNothingWrongInAGoodCluster() {
    assertThat(findings(cluster, "work"))
        .containsExactly(
            Finding.ok("cluster", "answers, version v1.34.2"),
            Finding.ok("namespace", "work is there"),
            Finding.ok(
                "rights",
                "this user may create pods, get pods, list pods, watch pods, delete pods,"
                    + " get pods/log"),
            Finding.ok(
                "nodes", "2 of 2 take pods; allocatable to them: 3.9 cores, 7.0 GiB, 37 pods"),
            Finding.ok("pods", "none of ours runs"));
  }

  @Test
  void aMissingNamespaceIsAProblem() {
    assertThat(about("namespace", findings(cluster, "play")).level()).isEqualTo(Level.PROBLEM);
  }

  @Test
  void everyMissingRightIsNamed() {
    var tenant =
        FakeCluster.ofTenant(EnumSet.of(Right.LIST_PODS, Right.GET_PODS, Right.WATCH_PODS));

    var rights = about("rights", findings(tenant, "work"));

    assertThat(rights.level()).isEqualTo(Level.PROBLEM);
    assertThat(rights.says()).isEqualTo("this user may not create pods, delete pods, get pods/log");
  }

  @Test
  void aTenantWhoMayRunPodsNeedsToSeeNothingElse() {
    var findings = findings(FakeCluster.ofTenant(EnumSet.allOf(Right.class)), "work");

    assertThat(findings).allMatch(finding -> finding.level() == Level.OK);
    assertThat(about("nodes", findings).says()).isEqualTo("this user is not told of nodes");
  }

  @Test
  void aNodeThatTakesNoPodsIsAWarningAndDoesNotCount() {
    cluster.withNode(new Node("c", false, 64_000, 64L << 30, 110));

    assertThat(about("node", findings(cluster, "work")).says()).isEqualTo("c takes no pods");
    assertThat(about("nodes", findings(cluster, "work")).says())
        .contains("2 of 3 take pods", "37 pods");
  }

  @Test
  void withoutAnyNodeThatTakesPodsNothingCanRun() {
    var empty = FakeCluster.ofAdmin().withNamespace("work").withNode(new Node("c", false, 1, 1, 1));

    assertThat(about("nodes", findings(empty, "work")).level()).isEqualTo(Level.PROBLEM);
  }

  @Test
  void finishedPodsOfOursAreLeftOvers() {
    for (int i = 1; i <= 7; i++) {
      cluster.withPod("work", "p" + i, i == 1 ? "Failed" : "Succeeded", LABEL, "fairlead");
    }
    cluster
        .withPod("work", "busy", "Running", LABEL, "fairlead")
        .withPod("work", "foreign", "Failed", LABEL, "helm")
        .withPod("play", "elsewhere", "Failed", LABEL, "fairlead");

    var pods =
        findings(cluster, "work").stream()
            .filter(finding -> finding.about().equals("pods"))
            .toList();

    assertThat(pods).extracting(Finding::level).containsExactly(Level.OK, Level.WARNING);
    assertThat(pods.getFirst().says()).isEqualTo("of ours: busy (Running)");
    assertThat(pods.getLast().says())
        .startsWith("finished and left over: p1 (Failed), p2 (Succeeded)")
        .endsWith("p5 (Succeeded) and 2 more");
  }

  @Test
  void aClusterThatDoesNotAnswerIsNotReached() {
    var section =
        ClusterChecks.unreached(
            Optional.of("c"), new PortException(Fault.UNAVAILABLE, "https://x does not answer"));

    assertThat(section.reached()).isFalse();
    assertThat(section.title()).isEqualTo("Kubernetes cluster c");
    assertThat(section.findings().getFirst().says()).isEqualTo("https://x does not answer");
  }

  private static Finding about(String what, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.about().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private static List<Finding> findings(ClusterView cluster, String namespace) {
    return ClusterChecks.of(cluster, "c", namespace).findings();
  }
}
