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
import java.util.Optional;
import java.util.Set;

/**
 * A file per secret, sealed by a key in a file beside them; folder and files are their owner's
 * alone. The seal keeps values out of searches, copies of single files and backups without the key;
 * whoever can read the whole folder can read the secrets.
 */
final class FileSecretStore implements SecretStore {
  /** Not the name of an owner: those have no dot first. */
  private static final String KEY = ".key";

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

  @Override
  public void put(String owner, SecretName name, SecretValue value) {
    try {
      make(folderOf(owner));
      write(folderOf(owner), fileName(name), seal.seal(place(owner, name), value.text()));
    } catch (IOException e) {
      throw unavailable("write", e);
    }
  }

  @Override
  public Optional<SecretValue> find(String owner, SecretName name) {
    try {
      byte[] sealed = Files.readAllBytes(folderOf(owner).resolve(fileName(name)));
      return Optional.of(new SecretValue(seal.open(place(owner, name), sealed)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("read", e);
    }
  }

  @Override
  public void delete(String owner, SecretName name) {
    try {
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
