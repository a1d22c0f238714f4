package dev.fairlead.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/**
 * The tagged tests of a checkout, read from its sources by the compiler's own parser: what is
 * compiled depends on what was built before, and no class path has all modules on it.
 */
final class TaggedTests {
  private final Path checkout;
  private final Set<String> folders;

  private TaggedTests(Path checkout, Set<String> folders) {
    this.checkout = checkout;
    this.folders = folders;
  }

  /** Every tag in every source file below a folder. Reads them all: half a second for ours. */
  static List<Claim> in(Path checkout) {
    try {
      return new TaggedTests(checkout, testFolders(checkout)).claims();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Claim> claims() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var claims = new ArrayList<Claim>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      for (Path source : sources()) {
        var task =
            (JavacTask)
                compiler.getTask(
                    null,
                    files,
                    diagnostics,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjects(source));
        for (CompilationUnitTree unit : task.parse()) {
          claims.addAll(claims(unit, name(source)));
        }
      }
    }
    for (Diagnostic<?> each : diagnostics.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        throw new IllegalStateException(each.toString());
      }
    }
    return List.copyOf(claims);
  }

  private List<Claim> claims(CompilationUnitTree unit, String file) {
    boolean tried = file.endsWith("Test.java") && folders.stream().anyMatch(file::startsWith);
    var claims = new ArrayList<Claim>();
    unit.getTypeDecls().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast)
        .forEach(type -> claims.addAll(new TestClass(List.of(type), file, tried).claims()));
    return claims;
  }

  /** The source files that may hold a tag, in the order of their names. */
  private List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    Files.walkFileTree(
        checkout,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean made = name.equals("target") || name.equals("node_modules");
            boolean hidden = name.startsWith(".") && !folder.equals(checkout);
            return made || hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".java") && Files.readString(file).contains("Tag")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources.stream().sorted().toList();
  }

  private String name(Path source) {
    return checkout.relativize(source).toString().replace('\\', '/');
  }

  /** Where the modules that the build names keep the tests that it runs. */
  private static Set<String> testFolders(Path checkout) throws IOException {
    try {
      var modules =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(checkout.resolve("pom.xml").toFile())
              .getElementsByTagName("module");
      var folders = new HashSet<String>();
      for (int i = 0; i < modules.getLength(); i++) {
        folders.add(modules.item(i).getTextContent() + "/src/test/java/");
      }
      return folders;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }
}
