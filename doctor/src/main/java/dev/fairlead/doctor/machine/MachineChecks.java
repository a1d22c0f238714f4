package dev.fairlead.doctor.machine;

import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.doctor.finding.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether this machine can build, run and deploy. */
public final class MachineChecks {
  private MachineChecks() {}

  /**
   * Looks at everything; runs a handful of programs for their versions, a second or two.
   *
   * @param jdk home of the JDK that Fairlead runs on
   * @param javaVersion what it calls itself
   * @param checkout root of the checkout
   * @param configHome folder where a dev server is noted
   */
  public static Section of(
      Machine machine, Path jdk, String javaVersion, Path checkout, Path configHome) {
    var findings = new ArrayList<Finding>();
    findings.add(jdk(machine, jdk, javaVersion));
    findings.addAll(new Programs(machine).findings());
    findings.addAll(new Checkout(machine, checkout).findings());
    findings.add(new DevServer(machine, configHome).finding());
    return Section.reached("This machine", List.copyOf(findings));
  }

  /** What runs this is new enough, else it would not run; but it may be no JDK. */
  private static Finding jdk(Machine machine, Path home, String version) {
    String at = version + " at " + home;
    boolean compiles =
        Optional.of(home.resolve("bin/javac"))
            .filter(javac -> machine.isFile(javac) || machine.isFile(Path.of(javac + ".exe")))
            .isPresent();
    return compiles
        ? Finding.ok("JDK", at)
        : Finding.problem(
            "JDK",
            at + " has no javac",
            "Get a JDK 25 from https://adoptium.net or your package manager, or set JAVA_HOME.");
  }
}
