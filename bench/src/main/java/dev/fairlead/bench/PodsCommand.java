package dev.fairlead.bench;

import dev.fairlead.bench.home.RunningHome;
import dev.fairlead.bench.pods.PodsBench;
import dev.fairlead.core.port.PortException;
import dev.fairlead.kubernetes.KubernetesAdapters;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead bench pods}: exit code 2 where there is no cluster. */
@Command(
    name = "pods",
    mixinStandardHelpOptions = true,
    description =
        "Counts how many operations a second a Kubernetes cluster runs as pods, and how long each"
            + " takes from submit to the start of its container, in turns with the same pods made"
            + " without Fairlead. Pods' own clocks tell their starts.")
final class PodsCommand implements Callable<Integer> {
  private static final int USAGE = 2;
  private static final int MOST = 1_000;

  @Mixin private final Output output = new Output();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--kube-context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig (default: its current one).")
  private @Nullable String context;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "With sh and stat (default: localhost/busybox:1).")
  private String image = "localhost/busybox:1";

  @Option(names = "--pods", paramLabel = "N", description = "At once, 1 to 1000 (default: 30).")
  private int pods = 30;

  @Option(
      names = "--rounds",
      paramLabel = "K",
      description = "Of each, 1 to 1000, after one that does not count (default: 5).")
  private int rounds = 5;

  @Override
  public Integer call() throws Exception {
    if (pods < 1 || pods > MOST || rounds < 1 || rounds > MOST) {
      throw new IllegalArgumentException("--pods and --rounds are 1 to " + MOST + ".");
    }
    try (var kubernetes = open()) {
      return run(kubernetes);
    } catch (NoCluster none) {
      spec.commandLine().getErr().println("fairlead bench pods needs a cluster: " + none.why);
      return USAGE;
    }
  }

  /** Asks before anything is started whether there is one. */
  private KubernetesAdapters open() throws NoCluster {
    try {
      var kubernetes = KubernetesAdapters.open(Optional.ofNullable(context));
      try {
        output.progress(kubernetes.server() + ", Kubernetes " + kubernetes.cluster().version());
        return kubernetes;
      } catch (PortException silent) {
        kubernetes.close();
        throw silent;
      }
    } catch (PortException none) {
      throw new NoCluster(String.valueOf(none.getMessage()), none);
    }
  }

  private int run(KubernetesAdapters kubernetes) throws Exception {
    try (var home =
        RunningHome.start(BenchSettings.required(), "--kube-context", kubernetes.context())) {
      var bench =
          new PodsBench(kubernetes, home.client(), image, InstantSource.system(), output::progress);
      var summary = bench.run(pods, rounds);
      output.figures(summary::table, summary::json);
      return 0;
    }
  }

  /** What is said of it is all that there is to say. */
  private static final class NoCluster extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    NoCluster(String why, PortException cause) {
      super(why, cause);
      this.why = why;
    }
  }
}
