package dev.fairlead.sdk;

import dev.fairlead.core.run.OperationProgress;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said of progress, as a line of a log; parameters are for programs and not in it. */
final class Sentences {
  private Sentences() {}

  static String of(OperationProgress progress) {
    return Stream.concat(
            progress.percent().map(percent -> percent + " %").stream(), progress.message().stream())
        .collect(Collectors.joining(" "));
  }
}
