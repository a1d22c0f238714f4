package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** AWS's own rules for a good architecture, as cdk-nag checks them at every synthesis. */
class NagTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\"([^\"]*)\",\"([^\"]*)\",\"([^\"]*)\",\"((?:[^\"]|\"\")*)\"", Pattern.MULTILINE);

  /** A line of cdk-nag's report: what it found at a resource, and what became of that. */
  private record Finding(String rule, String resource, String compliance, String reason) {}

  @Test
  void findsNothingThatIsNotExplained() throws IOException {
    for (Synthesis synthesis : List.of(Synthesis.test(), Synthesis.chosen())) {
      var findings = findings(synthesis);

      assertThat(findings).isNotEmpty();
      assertThat(findings).noneMatch(finding -> finding.compliance().equals("Non-Compliant"));
      assertThat(findings).noneMatch(finding -> finding.compliance().equals("UNKNOWN"));
    }
  }

  /** One that suppresses nothing would hide the next finding of its kind. */
  @Test
  void hasNoSuppressionWithoutEffect() throws IOException {
    for (Synthesis synthesis : List.of(Synthesis.test(), Synthesis.chosen())) {
      Map<String, Integer> found = new TreeMap<>();
      for (Finding finding : findings(synthesis)) {
        if (finding.compliance().equals("Suppressed")) {
          found.merge(finding.rule() + " " + reasonOf(finding), 1, Integer::sum);
        }
      }

      assertThat(found).isEqualTo(suppressions(synthesis));
    }
  }

  @Test
  void saysWhyOfEachSuppression() {
    assertThat(suppressions(Synthesis.test()).keySet())
        .isNotEmpty()
        .allMatch(suppression -> suppression.split(" ", 2)[1].length() > 30);
  }

  private static Map<String, Integer> suppressions(Synthesis synthesis) {
    Map<String, Integer> suppressions = new TreeMap<>();
    for (Template stack : synthesis.stacks()) {
      for (var resource : stack.resources().values()) {
        if (resource.get("Metadata") instanceof Map<?, ?> metadata
            && metadata.get("cdk_nag") instanceof Map<?, ?> nag) {
          for (var suppression : Template.maps(nag.get("rules_to_suppress"))) {
            suppressions.merge(
                suppression.get("id") + " " + suppression.get("reason"), 1, Integer::sum);
          }
        }
      }
    }
    return suppressions;
  }

  /** Where a rule finds several things, the report says before the reason which one it is about. */
  private static String reasonOf(Finding finding) {
    return finding.reason().replaceFirst("^\\[[^\\]]*\\] ", "");
  }

  private static List<Finding> findings(Synthesis synthesis) throws IOException {
    var findings = new ArrayList<Finding>();
    try (Stream<Path> files = Files.list(synthesis.folder())) {
      for (Path report : files.filter(file -> file.toString().endsWith("NagReport.csv")).toList()) {
        ROW.matcher(Files.readString(report))
            .results()
            .forEach(row ->
                findings.add(new Finding(row.group(1), row.group(2), row.group(3), row.group(4))));
      }
    }
    return findings;
  }
}
