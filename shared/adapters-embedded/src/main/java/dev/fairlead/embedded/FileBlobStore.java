package dev.fairlead.embedded;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file per blob, {@code <owner>/<sha256>}, so that an agenda's are a folder in its customer's.
 * Written elsewhere and then renamed, so that a file by that name is whole; what a killed process
 * left half-written is removed at the next start.
 */
final class FileBlobStore implements BlobStore {
  /** Not the name of an owner: those have no dot first. */
  private static final String HALF_WRITTEN = ".part";

  private final Path folder;
  private final Path halfWritten;

  FileBlobStore(Path folder) {
    this.folder = folder;
    this.halfWritten = folder.resolve(HALF_WRITTEN);
    try {
      Files.createDirectories(halfWritten);
      try (Stream<Path> files = Files.list(halfWritten)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw unavailable("open", e);
    }
  }

  @Override
  public String put(String owner, byte[] bytes) {
    BlobName name = BlobName.of(owner, bytes);
    Path file = file(name);
    try {
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(halfWritten, null, null);
      try {
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
      return name.sha256();
    } catch (IOException e) {
      throw unavailable("write", e);
    }
  }

  @Override
  public Optional<byte[]> get(String owner, String sha256) {
    BlobName name = new BlobName(owner, sha256);
    try {
      return Optional.of(name.verified(Files.readAllBytes(file(name))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("read", e);
    }
  }

  @Override
  public void delete(String owner, String sha256) {
    try {
      Files.deleteIfExists(file(new BlobName(owner, sha256)));
    } catch (IOException e) {
      throw unavailable("delete", e);
    }
  }

  @Override
  public void deleteAll(String owner) {
    Path folderOfOwner = folder.resolve(BlobName.owner(owner));
    if (!Files.isDirectory(folderOfOwner)) {
      return;
    }
    try (Stream<Path> found = Files.list(folderOfOwner)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw unavailable("delete", e);
    }
  }

  private Path file(BlobName name) {
    return folder.resolve(name.owner()).resolve(name.sha256());
  }

  private static PortException unavailable(String what, IOException cause) {
    return new PortException(Fault.UNAVAILABLE, "can't " + what + " a blob", cause);
  }
}
