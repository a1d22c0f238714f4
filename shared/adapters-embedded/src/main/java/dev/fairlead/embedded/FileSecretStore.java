package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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

  private static final System.Logger LOG = System.getLogger(FileSecretStore.class.getName());

  private final Path folder;
  private final SecretSeal seal;
  private final InstantSource clock;

  FileSecretStore(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
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

  /**
   * What it was before is written first: a crash in between leaves it there twice at most. What it
   * was before and cannot be read any more is forgotten: it must not keep a secret from being set.
   */
  @Override
  public synchronized void put(String owner, SecretName name, SecretValue value) {
    try {
      make(folderOf(owner));
      Optional<SecretValue> old =
          unlessCorrupt(owner, name, () -> find(owner, name), Optional.empty());
      PastSecrets before = unlessCorrupt(owner, name, () -> before(owner, name), PastSecrets.NONE);
      PastSecrets all = old.map(last -> before.with(last, clock.instant())).orElse(before);
      Path past = folderOf(owner).resolve(fileName(name) + BEFORE);
      if (all.all().isEmpty()) {
        Files.deleteIfExists(past);
      } else {
        write(
            folderOf(owner),
            fileName(name) + BEFORE,
            seal.seal(place(owner, name) + BEFORE, all.text()));
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
  public synchronized List<SecretValue> history(String owner, SecretName name, Instant since) {
    return find(owner, name)
        .map(value -> before(owner, name).since(since, value))
        .orElse(List.of());
  }

  private PastSecrets before(String owner, SecretName name) {
    return read(folderOf(owner).resolve(fileName(name) + BEFORE), place(owner, name) + BEFORE)
        .map(PastSecrets::read)
        .orElse(PastSecrets.NONE);
  }

  private static <T> T unlessCorrupt(String owner, SecretName name, Supplier<T> read, T otherwise) {
    try {
      return read.get();
    } catch (PortException lost) {
      if (lost.fault() != Fault.CORRUPT) {
        throw lost;
      }
      LOG.log(
          Level.WARNING,
          "what the secret {0} of {1} was before cannot be read and is lost: attempts that were"
              + " given it may show it in logs and results",
          name,
          owner);
      return otherwise;
    }
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
