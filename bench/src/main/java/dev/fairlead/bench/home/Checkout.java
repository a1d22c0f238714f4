package dev.fairlead.bench.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A built checkout.
 *
 * @param root what {@code FAIRLEAD_HOME} names
 * @param java the program that runs it
 */
public record Checkout(Path root, Path java) {
  /** The launcher script. */
  public Path launcher() {
    return root.resolve("fairlead");
  }

  /** Where the jars of the benches themselves are. */
  public Path benchJars() {
    return root.resolve("bench/target/lib");
  }

  /** Whether operations for the queue worker can be done here. */
  public boolean hasWorker() {
    return Files.isDirectory(root.resolve("handlers-images/sample-worker/target/lib"));
  }

  /** The command line's program without the script around it, as the script would start it. */
  public List<String> program(String... arguments) {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:+TieredCompilation", "-Xshare:auto"));
    Path archive = root.resolve("cli/target/cli.jsa");
    if (Files.exists(archive)) {
      // Read only: whoever is killed writes none, and several of us run at a time.
      command.add("-XX:SharedArchiveFile=" + archive);
    }
    command.addAll(
        List.of(
            "-Xlog:disable",
            "-cp",
            root.resolve("cli/target/lib").resolve("*").toString(),
            "dev.fairlead.cli.FairleadMain"));
    command.addAll(List.of(arguments));
    return command;
  }
}
