package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The logical ids as they were released, in a file. To CloudFormation a resource with another id is
 * another resource: of a table, an empty one. The file is written anew with {@code
 * -Dlogicalids.write=true}; whoever does that says in the change what becomes of the old ones.
 */
class LogicalIdsTest {
  private static final Path FILE = Path.of("src/test/resources/logical-ids.txt");

  /** What the CDK puts behind the id of a version or a deployment changes with what is in it. */
  private static final Pattern CONTENT_HASH = Pattern.compile("[0-9A-F]{8}[0-9a-f]{32,40}$");

  @Test
  void areThoseOfTheFile() throws IOException {
    String ids = ids();
    if (Boolean.getBoolean("logicalids.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, ids);
    }

    assertThat(ids).isEqualTo(Files.readString(FILE));
  }

  @Test
  void areTheSameInEveryEnvironment() {
    assertThat(Synthesis.chosen().stateful().resources().keySet())
        .isEqualTo(Synthesis.test().stateful().resources().keySet());
    assertThat(withoutHashes(Synthesis.chosen().stateless()))
        .containsAll(
            withoutHashes(Synthesis.test().stateless()).stream()
                .filter(id -> !id.startsWith("Dashboard "))
                .toList());
  }

  @Test
  void comeFromTheNamesOfTheCatalog() {
    assertThat(LogicalIds.of("Table", "agendas")).isEqualTo("TableAgendas");
    assertThat(LogicalIds.of("Queue", "work-sample")).isEqualTo("QueueWorkSample");
    assertThat(LogicalIds.of("Method", "get/v1/agendas/{agendaId}/logs"))
        .isEqualTo("MethodGetV1AgendasAgendaIdLogs");
  }

  private static String ids() {
    return "stateful\n"
        + lines(withoutHashes(Synthesis.test().stateful()))
        + "\nstateless\n"
        + lines(withoutHashes(Synthesis.test().stateless()));
  }

  private static String lines(Set<String> ids) {
    return ids.stream().map(id -> "  " + id + "\n").collect(Collectors.joining());
  }

  private static Set<String> withoutHashes(Template stack) {
    var ids = new TreeSet<String>();
    stack
        .resources()
        .forEach((id, resource) ->
            ids.add(CONTENT_HASH.matcher(id).replaceFirst("…") + " " + resource.get("Type")));
    return ids;
  }
}
