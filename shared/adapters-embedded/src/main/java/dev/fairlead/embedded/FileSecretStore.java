package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file per secret, and one of what it was before, sealed by a key in a file beside them; folder
 * and files are their owner's alone. The seal keeps values out of searches, copies of single files
 * and backups without the key; whoever can read the whole folder can read the secrets.
 */
final class FileSecretStore implements SecretStore {
  /** Not the name of an owner: those have no dot first. */
  private static final String KEY = ".key";

  /**
   * Ends the name of the file of values that were replaced; no name of a secret's file has a dot.
   */
  private static final String BEFORE = ".before";

  private final Path folder;
  private final SecretSeal seal;

  FileSecretStore(Path folder) {
    this.folder = folder;
    try {
      make(folder);
      if (!Files.exists(folder.resolve(KEY))) {
        write(folder, KEY, SecretSeal.newKey());
      }
      this.seal = new SecretSeal(Files.readAllBytes(folder.resolve(KEY)));
    } catch (IOException e) {
      throw unavailable("open", e);
    }
  }

  /** What it was before is written first: a crash in between leaves it there twice at most. */
  @Override
  public synchronized void put(String owner, SecretName name, SecretValue value) {
    try {
      make(folderOf(owner));
      List<SecretValue> before = history(owner, name);
      if (!before.isEmpty()) {
        write(
            folderOf(owner),
            fileName(name) + BEFORE,
            seal.seal(place(owner, name) + BEFORE, PastSecrets.text(before)));
      }
      write(folderOf(owner), fileName(name), seal.seal(place(owner, name), value.text()));
    } catch (IOException e) {
      throw unavailable("write", e);
    }
  }

  @Override
  public Optional<SecretValue> find(String owner, SecretName name) {
    return read(folderOf(owner).resolve(fileName(name)), place(owner, name)).map(SecretValue::new);
  }

  @Override
  public synchronized List<SecretValue> history(String owner, SecretName name) {
    List<SecretValue> before =
        read(folderOf(owner).resolve(fileName(name) + BEFORE), place(owner, name) + BEFORE)
            .map(PastSecrets::read)
            .orElse(List.of());
    return find(owner, name).map(value -> PastSecrets.first(value, before)).orElse(List.of());
  }

  private Optional<String> read(Path file, String place) {
    try {
      return Optional.of(seal.open(place, Files.readAllBytes(file)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("read", e);
    }
  }

  @Override
  public synchronized void delete(String owner, SecretName name) {
    try {
      Files.deleteIfExists(folderOf(owner).resolve(fileName(name) + BEFORE));
      Files.deleteIfExists(folderOf(owner).resolve(fileName(name)));
    } catch (IOException e) {
      throw unavailable("delete", e);
    }
  }

  private Path folderOf(String owner) {
    return folder.resolve(BlobName.owner(owner));
  }

  /** Names differ by case, and files do not everywhere. */
  private static String fileName(SecretName name) {
    return HexFormat.of().formatHex(name.value().getBytes(UTF_8));
  }

  private static String place(String owner, SecretName name) {
    return owner + "/" + name;
  }

  private static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, onlyOwner(folder, "rwx------"));
    }
  }

  /** Whole or not at all, and never readable by others. */
  private static void write(Path folder, String name, byte[] bytes) throws IOException {
    Path part = Files.createTempFile(folder, ".part", null, onlyOwner(folder, "rw-------"));
    try {
      Files.write(part, bytes);
      Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static FileAttribute<?>[] onlyOwner(Path path, String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }

  private static PortException unavailable(String what, IOException cause) {
    return new PortException(Fault.UNAVAILABLE, "can't " + what + " a secret", cause);
  }
}
