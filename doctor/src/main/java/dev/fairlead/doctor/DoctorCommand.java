package dev.fairlead.doctor;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.doctor.finding.Report;
import dev.fairlead.doctor.finding.ReportText;
import dev.fairlead.doctor.finding.Section;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairlead doctor}. */
@Command(
    name = "fairlead doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what is there, what is wrong, and what to do next. Changes nothing.",
      "Looks at this machine and, where asked, at an environment on AWS and at a",
      "Kubernetes cluster."
    },
    footer = {
      "",
      "Exit codes: 0 no problem, 1 a problem found, 2 usage,",
      "3 cannot reach AWS or the cluster that was asked for."
    })
final class DoctorCommand implements Callable<Integer> {
  /** How the report is written. */
  enum Format {
    TABLE,
    JSON,
    YAML
  }

  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

  private final Places places;
  private final ReportText text;
  private final boolean clusterIsKnown;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "Environment on AWS to look at, as in: cdk deploy -c env=NAME.")
  private @Nullable String environment;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Where the environment is; else as the AWS SDK finds it.")
  private @Nullable String region;

  @Option(
      names = "--kube-context",
      paramLabel = "CONTEXT",
      description = "Cluster to look at; else the current context, if KUBECONFIG is set.")
  private @Nullable String context;

  @Option(
      names = "--namespace",
      paramLabel = "NAMESPACE",
      description = "Where pods are to run; else the context's own.")
  private @Nullable String namespace;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (default), json or yaml.")
  private Format format = Format.TABLE;

  @Spec private @Nullable CommandSpec spec;

  /**
   * @param clusterIsKnown whether to look at the current context's cluster without being told
   */
  DoctorCommand(Places places, ReportText text, boolean clusterIsKnown) {
    this.places = places;
    this.text = text;
    this.clusterIsKnown = clusterIsKnown;
  }

  @Override
  public Integer call() {
    boolean looksAtCluster = context != null || clusterIsKnown;
    refuseIf(
        namespace != null && !looksAtCluster, "--namespace needs --kube-context or KUBECONFIG.");
    refuseIf(region != null && environment == null, "--region needs --env.");
    refuseIf(
        environment != null && !EnvironmentName.isValid(environment),
        "--env is 1 to 20 small letters, digits and dashes, the first a letter.");
    refuseIf(
        region != null && !REGION.matcher(region).matches(),
        "--region is a name such as eu-central-1.");
    var sections = new ArrayList<Section>();
    sections.add(places.machine());
    Optional.ofNullable(environment)
        .map(name -> places.environment(new EnvironmentName(name), Optional.ofNullable(region)))
        .ifPresent(sections::add);
    if (looksAtCluster) {
      sections.add(places.cluster(Optional.ofNullable(context), Optional.ofNullable(namespace)));
    }
    var report = new Report(sections);
    lines(report).forEach(command().commandLine().getOut()::println);
    return report.exitCode();
  }

  private List<String> lines(Report report) {
    return switch (format) {
      case TABLE -> text.lines(report);
      case JSON -> List.of(JsonText.writePretty(report.json()));
      case YAML -> List.of(YamlText.write(report.json()).stripTrailing());
    };
  }

  private void refuseIf(boolean bad, String why) {
    if (bad) {
      throw new ParameterException(command().commandLine(), why);
    }
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec;
  }
}
