package dev.fairlead.cdk;

import dev.fairlead.catalog.BucketSpec;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.Setting;
import dev.fairlead.cdk.EnvironmentChoices.Cluster;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.RecursiveLoop;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;

/**
 * A function of the catalog with its role, its log group, and the alias {@value FunctionSpec#ALIAS}
 * by which everything calls it: SnapStart only makes snapshots of published versions.
 *
 * <p>No concurrency is reserved or provisioned, and nothing is traced: all of that costs by the
 * hour or by the call, and an idle environment is to cost nearly nothing.
 */
final class DeployedFunction {
  private final FunctionSpec spec;
  private final FairleadEnvironment environment;
  private final PhysicalNames names;
  private final String id;

  private DeployedFunction(FunctionSpec spec, FairleadEnvironment environment) {
    this.spec = spec;
    this.environment = environment;
    this.names = environment.names();
    this.id = spec.functionName();
  }

  /** Adds the function to a stack; what is returned is what to call. */
  static Alias in(
      Stack stack, FunctionSpec spec, FairleadEnvironment environment, Artifacts artifacts) {
    return new DeployedFunction(spec, environment).in(stack, artifacts);
  }

  private Alias in(Stack stack, Artifacts artifacts) {
    var function =
        Function.Builder.create(stack, LogicalIds.of("Function", id))
            .functionName(names.function(spec))
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(spec.entryPoint())
            .code(Code.fromAsset(artifacts.folder(spec.artifact()).toString()))
            .memorySize(spec.memoryMegabytes())
            .timeout(Duration.seconds(spec.timeLimit().toSeconds()))
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .role(role(stack).withoutPolicyUpdates())
            .environment(variables())
            .logGroup(
                Logs.group(
                    stack,
                    LogicalIds.of("Log", id),
                    names.logGroup(spec),
                    environment.choices().logRetentionDays()))
            .loggingFormat(LoggingFormat.JSON)
            .applicationLogLevelV2(ApplicationLogLevel.INFO)
            // START, END and REPORT of every invocation would be most of what is stored.
            .systemLogLevelV2(SystemLogLevel.WARN)
            .recursiveLoop(isCalledByQueue() ? RecursiveLoop.ALLOW : RecursiveLoop.TERMINATE)
            .build();
    LogicalIds.fix(function, LogicalIds.of("Function", id));
    // It warns whenever SnapStart is on; the alias below is what it asks for.
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    var alias =
        Alias.Builder.create(stack, LogicalIds.of("Live", id))
            .aliasName(FunctionSpec.ALIAS)
            .version(function.getCurrentVersion())
            .build();
    return LogicalIds.fix(alias, LogicalIds.of("Live", id));
  }

  private Role role(Stack stack) {
    var role =
        Role.Builder.create(stack, LogicalIds.of("Role", id))
            .roleName(names.role(spec))
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .inlinePolicies(
                Map.of(
                    "grants",
                    PolicyDocument.Builder.create()
                        .statements(new FunctionPolicy(spec, environment).statements())
                        .build()))
            .build();
    Suppressions.wildcardsOf(role, spec, names);
    return LogicalIds.fix(role, LogicalIds.of("Role", id));
  }

  /**
   * What the function refuses to start without, and what was chosen; else the defaults are right.
   */
  private Map<String, String> variables() {
    Stream<Setting> settings = Setting.of(Setting.Reader.FUNCTION).stream();
    if (spec == FunctionSpec.DATA_OBJECT_REAPER) {
      settings = Stream.concat(settings, Setting.of(Setting.Reader.REAPER).stream());
    }
    Map<Setting, String> values =
        settings
            .filter(setting -> setting.need() == Setting.Need.REQUIRED)
            .collect(Collectors.toMap(setting -> setting, this::value));
    if (spec.grants().contains(Grant.pods())) {
      environment
          .choices()
          .pods()
          .ifPresent(pods -> {
            values.putAll(values(pods.cluster()));
            if (!pods.namespaces().isEmpty()) {
              values.put(Setting.POD_NAMESPACES, String.join(",", pods.namespaces()));
            }
          });
    }
    return values.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().variable(), Map.Entry::getValue));
  }

  private String value(Setting setting) {
    return switch (setting) {
      case ENVIRONMENT -> environment.name().value();
      case BUCKET -> names.bucket(BucketSpec.BLOBS);
      case RETENTION_DAYS -> "" + environment.choices().reaping().retentionDays();
      case REAPER_DRY_RUN -> "" + environment.choices().reaping().dryRun();
      default -> throw new IllegalStateException("nothing is known to set " + setting + " to");
    };
  }

  private static Map<Setting, String> values(Cluster cluster) {
    return switch (cluster) {
      case Cluster.Kubeconfig(var secret) -> Map.of(Setting.KUBECONFIG_SECRET, secret);
      case Cluster.Eks(var name, var endpoint, var certificateAuthority, var region) -> {
        var values = new EnumMap<Setting, String>(Setting.class);
        values.put(Setting.EKS_CLUSTER, name);
        values.put(Setting.EKS_ENDPOINT, endpoint);
        values.put(Setting.EKS_CERTIFICATE_AUTHORITY, certificateAuthority);
        region.ifPresent(given -> values.put(Setting.EKS_REGION, given));
        yield values;
      }
    };
  }

  /**
   * An agenda goes round: executor, alarm, completion, executor. Lambda takes more than 16 turns of
   * that for a mistake, and would throw messages away.
   */
  private boolean isCalledByQueue() {
    return Arrays.stream(QueueTrigger.values()).anyMatch(trigger -> trigger.function() == spec);
  }
}
