package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/guides/deploy.md has an operator type is there once it is deployed. */
class DeployGuideTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern NAME = Pattern.compile("fairlead-dev-[a-z0-9-]*[a-z0-9]");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
  private static final Pattern CDK = Pattern.compile("npx cdk (\\w+)( [^#&`]*)?");

  @Test
  void everyNameInItIsInTheTemplates() throws IOException {
    var synthesis = Synthesis.test();
    String templates =
        String.join(" ", synthesis.stateful().text(), synthesis.stateless().text())
            + " fairlead-test-stateful fairlead-test-stateless";

    Set<String> named = new TreeSet<>();
    NAME.matcher(guide()).results().forEach(name -> named.add(name.group()));

    assertThat(named)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(name -> assertThat(templates).contains(name.replace("-dev-", "-test-")));
  }

  @Test
  void theAddressItSpeaksOfIsAnOutput() throws IOException {
    assertThat(guide()).contains("The output `ApiUrl`");
    assertThat(Template.map(Synthesis.test().stateless().root().get("Outputs")))
        .containsKey("ApiUrl");
  }

  /** Each asks for an environment, prepares the account, or is the CDK's own. */
  @Test
  void everyCallOfTheCdkIsOneThatTheAppAnswers() throws IOException {
    List<MatchResult> calls = CDK.matcher(guide()).results().toList();

    assertThat(calls).hasSizeGreaterThanOrEqualTo(6);
    for (MatchResult call : calls) {
      assertThat(call.group(1)).isIn("bootstrap", "synth", "diff", "deploy", "destroy");
      if (!call.group(1).equals("bootstrap")) {
        assertThat(call.group()).containsAnyOf("-c env=dev", "-c prepare=account");
      }
    }
  }

  @Test
  void everyFileItPointsToIsThere() throws IOException {
    Path folder = ROOT.resolve("docs/guides");
    List<String> links =
        LINK.matcher(guide()).results().map((MatchResult link) -> link.group(1)).toList();

    assertThat(links).isNotEmpty().allMatch(link -> Files.exists(folder.resolve(link)));
  }

  private static String guide() throws IOException {
    return Files.readString(ROOT.resolve("docs/guides/deploy.md"));
  }
}
