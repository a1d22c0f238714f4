package dev.fairlead.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is checked in is what the declarations say. With {@code -Dreference.write} it is written.
 */
class ReferenceIsCurrentTest {
  private static final Path CHECKOUT = Path.of("..");
  private static final Path FOLDER = CHECKOUT.resolve("docs/reference");
  private static final String ADVICE =
      "write it with: ./build test -pl reference -am -Dtest=ReferenceIsCurrentTest"
          + " -Dreference.write";

  @Test
  void everyPageIsCurrent() throws IOException {
    for (Page page : Reference.pages(CHECKOUT)) {
      Path file = FOLDER.resolve(page.name());
      if (System.getProperty("reference.write") != null) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, page.text());
      }

      assertThat(file).as(ADVICE).exists().content(UTF_8).isEqualTo(page.text());
    }
  }

  @Test
  void nothingElseIsInTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();

      assertThat(Reference.pages(CHECKOUT).stream().map(Page::name)).containsAll(names);
    }
  }
}
