package dev.fairlead.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the modules before this one in the reactor were compiled to. */
final class HouseClasses {
  static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private HouseClasses() {}

  /** What is shipped. */
  static JavaClasses main() {
    return compiled("classes");
  }

  /** What is shipped and what tests it. */
  static JavaClasses all() {
    return compiled("classes", "test-classes");
  }

  private static JavaClasses compiled(String... folders) {
    try (Stream<Path> poms = Files.find(CHECKOUT, 4, (path, _) -> path.endsWith("pom.xml"))) {
      List<Path> compiled =
          poms.map(Path::getParent)
              .filter(module -> !module.endsWith("architecture"))
              .flatMap(module -> Stream.of(folders).map(module.resolve("target")::resolve))
              .filter(Files::isDirectory)
              .toList();
      return new ClassFileImporter().importPaths(compiled);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
