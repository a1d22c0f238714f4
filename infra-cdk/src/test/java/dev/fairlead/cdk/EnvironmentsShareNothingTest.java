package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.BucketSpec;
import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.TableSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EnvironmentsShareNothingTest {
  private static final Pattern OURS = Pattern.compile("fairlead-[A-Za-z0-9.-]+");

  @Test
  void nothingIsNamedTheSame() {
    var one = names(Synthesis.test());
    var other = names(Synthesis.chosen());
    int specs =
        TableSpec.values().length
            + 2 * QueueSpec.values().length
            + BucketSpec.values().length
            + FunctionSpec.values().length;

    assertThat(one).hasSizeGreaterThan(specs).doesNotContainAnyElementsOf(other);
    assertThat(one).allMatch(name -> name.startsWith("fairlead-test-"));
    assertThat(other).allMatch(name -> name.startsWith("fairlead-" + Synthesis.LONGEST_NAME + "-"));
  }

  /** Exports are the region's, and one that is used can't be changed. */
  @Test
  void nothingIsExportedOrImported() {
    for (Template stack : Synthesis.test().stacks()) {
      assertThat(stack.text()).doesNotContain("Fn::ImportValue", "\"Export\"");
    }
  }

  /** Beside the CDK's own note of the version of its bootstrap. */
  @Test
  void nothingIsReadFromTheAccount() {
    for (Template stack : Synthesis.test().stacks()) {
      assertThat(Template.map(stack.root().get("Parameters"))).containsOnlyKeys("BootstrapVersion");
      assertThat(stack.text()).doesNotContain("{{resolve:");
    }
  }

  @Test
  void theTagSaysWhose() {
    assertThat(
            new FairleadEnvironment(new EnvironmentName("blue"), EnvironmentChoices.DEFAULTS)
                .stack("stateful", "x")
                .getTags())
        .isEqualTo(Map.of("fairlead:environment", "blue"));
  }

  private static Set<String> names(Synthesis synthesis) {
    var names = new TreeSet<String>();
    for (Template stack : synthesis.stacks()) {
      stack.resources().values().forEach(resource -> collect(resource, names));
    }
    return names;
  }

  private static void collect(Object value, Collection<String> names) {
    switch (value) {
      case Map<?, ?> map -> map.values().forEach(item -> collect(item, names));
      case List<?> list -> list.forEach(item -> collect(item, names));
      case String text -> OURS.matcher(text).results().forEach(match -> names.add(match.group()));
      default -> {}
    }
  }
}
