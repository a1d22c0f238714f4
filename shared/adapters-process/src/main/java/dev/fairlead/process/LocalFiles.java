package dev.fairlead.process;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.Content;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.RelativePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Files of this machine. */
final class LocalFiles implements FilesystemInterface {
  private static final AtomicLong WRITES = new AtomicLong();

  private final Path directory;
  private final Writing writing;

  /** Where new files are made. */
  interface Writing {
    OutputStream open(Path path) throws IOException;
  }

  LocalFiles(Path directory) {
    this(
        directory,
        path ->
            Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  LocalFiles(Path directory, Writing writing) {
    this.directory = directory;
    this.writing = writing;
  }

  @Override
  public long read(String path, OutputStream to, long most) {
    return LocalFaults.telling(() -> {
      var file = at(path);
      require(Files.readAttributes(file, BasicFileAttributes.class).isRegularFile(), path);
      try (var from = Files.newInputStream(file)) {
        return Content.fromHost(from, to, most);
      }
    });
  }

  @Override
  public long write(String path, InputStream from, long most) {
    return LocalFaults.telling(() -> {
      var file = at(path);
      require(!Files.isDirectory(file), path);
      // Unique: a process has its number to itself, and what a dead one left is not opened.
      var part =
          file.resolveSibling(
              UNFINISHED + ProcessHandle.current().pid() + "-" + WRITES.incrementAndGet());
      try {
        long bytes;
        try (var to = writing.open(part)) {
          bytes = Content.toHost(from, to, most);
        }
        keepPermissions(file, part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
      } finally {
        Files.deleteIfExists(part);
      }
    });
  }

  private static void keepPermissions(Path older, Path newer) throws IOException {
    var from = Files.getFileAttributeView(older, PosixFileAttributeView.class);
    if (from != null && Files.exists(older)) {
      Files.setPosixFilePermissions(newer, from.readAttributes().permissions());
    }
  }

  @Override
  public List<Entry> list(String path) {
    return LocalFaults.telling(() -> {
      try (var found = Files.list(at(path))) {
        var names =
            found
                .filter(each -> !name(each).startsWith(UNFINISHED))
                .limit(MAX_ENTRIES + 1L)
                .toList();
        if (names.size() > MAX_ENTRIES) {
          throw new AccessException(
              AccessFault.TOO_LARGE, "There is more than can be listed in " + path + ".");
        }
        return names.stream()
            .flatMap(each -> entry(each).stream())
            .sorted(Comparator.comparing(Entry::name))
            .toList();
      }
    });
  }

  @Override
  public Optional<Entry> stat(String path) {
    return entry(at(path));
  }

  private static Optional<Entry> entry(Path path) {
    return LocalFaults.telling(() -> {
      try {
        var is = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return Optional.of(
            new Entry(name(path), kind(is), is.size(), is.lastModifiedTime().toInstant()));
      } catch (NoSuchFileException | NotDirectoryException none) {
        return Optional.empty();
      }
    });
  }

  private static Kind kind(BasicFileAttributes is) {
    if (is.isSymbolicLink()) {
      return Kind.LINK;
    }
    return is.isDirectory() ? Kind.DIRECTORY : is.isRegularFile() ? Kind.FILE : Kind.OTHER;
  }

  @Override
  public void delete(String path) {
    var given = RelativePath.of(path);
    if (given.isWhole()) {
      throw new AccessException(AccessFault.OUTSIDE, "The lease's own directory stays.");
    }
    LocalFaults.telling(() -> {
      deleteAll(at(path));
      return true;
    });
  }

  /** A directory and all in it, or a file; what goes meanwhile is gone too. */
  static void deleteAll(Path path) throws IOException {
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
              if (why instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw why;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException why)
                throws IOException {
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NotDirectoryException gone) {
      // Something above it is no directory, so there is nothing below that.
    }
  }

  @Override
  public void makeDirectories(String path) {
    LocalFaults.telling(() -> {
      Files.createDirectories(at(path));
      return true;
    });
  }

  @Override
  public void close() {
    // Nothing stays open.
  }

  private Path at(String path) {
    return directory.resolve(RelativePath.of(path).text());
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static void require(boolean isOfItsKind, String path) {
    if (!isOfItsKind) {
      throw new AccessException(AccessFault.WRONG_KIND, path + " is of another kind.");
    }
  }
}
