package dev.fairlead.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator may choose for an environment, see environment.schema.json.
 *
 * @param place where it is; wherever the credentials belong to unless given
 * @param terminationProtection whether CloudFormation refuses to delete the stacks
 * @param keepsData whether tables and bucket outlive the stack
 * @param logRetentionDays one of the periods that CloudWatch knows
 * @param reaping what becomes of agendas that are over
 * @param throttle how many requests the API takes
 * @param notice who is told of alarms
 * @param dashboard whether there is one; three are free in an account
 * @param pods where operations run as pods; absent, nothing does
 * @param tags tags of the stacks, which CloudFormation hands on to what is in them
 */
record EnvironmentChoices(
    Optional<Place> place,
    boolean terminationProtection,
    boolean keepsData,
    int logRetentionDays,
    Reaping reaping,
    Throttle throttle,
    Notice notice,
    boolean dashboard,
    Optional<Pods> pods,
    Map<String, String> tags) {

  /** An environment that nothing was chosen for. */
  static final EnvironmentChoices DEFAULTS =
      new EnvironmentChoices(
          Optional.empty(),
          true,
          true,
          30,
          new Reaping(90, false),
          new Throttle(200, 400),
          new Notice(Optional.empty(), Optional.empty()),
          true,
          Optional.empty(),
          Map.of());

  EnvironmentChoices {
    tags = Map.copyOf(tags);
  }

  /** An account, as 12 digits, and a region. */
  record Place(String account, String region) {}

  /** Days from an agenda's end to its deletion; a dry run tells in the log what it would delete. */
  record Reaping(int retentionDays, boolean dryRun) {}

  /** Requests a second in the long run, and at once after a pause. */
  record Throttle(int requestsPerSecond, int burst) {}

  /** An address that AWS asks to confirm, and a topic that is there already; both may be given. */
  record Notice(Optional<String> email, Optional<String> topicArn) {}

  /**
   * Where pods are.
   *
   * @param namespaces those where pods may be, in order; none: wherever the cluster's user may look
   */
  record Pods(Cluster cluster, List<String> namespaces) {
    public Pods {
      namespaces = List.copyOf(namespaces);
    }
  }

  /** A Kubernetes cluster. */
  sealed interface Cluster {
    /** That of the kubeconfig in a secret, as in {@code operators/kubeconfig}. */
    record Kubeconfig(String secret) implements Cluster {}

    /**
     * One that knows the roles of the functions.
     *
     * @param endpoint https address of its API server
     * @param certificateAuthority PEM, in Base64
     * @param region where it is; the environment's unless given
     */
    record Eks(String name, String endpoint, String certificateAuthority, Optional<String> region)
        implements Cluster {}
  }
}
