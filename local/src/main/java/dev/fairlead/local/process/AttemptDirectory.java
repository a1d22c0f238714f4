package dev.fairlead.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.OperationLauncher.Order;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ProgressText;
import dev.fairlead.wire.SecretUseText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is written down about one attempt. Every file appears whole (temporary name, then rename or
 * link) and is never changed, so whoever dies leaves nothing half-said:
 *
 * <ul>
 *   <li>{@code order.json}, {@code payload.json}: appear with the directory itself; a payload with
 *       secrets only at the start, see {@link AttemptSecrets}
 *   <li>{@code gate}: the attempt started, and as which process; or it never will
 *   <li>{@code exit}: the command's exit code
 *   <li>{@code released}: the attempt no longer counts
 *   <li>{@code last-progress.json}: what an attempt before it said last; appears with the order
 * </ul>
 */
record AttemptDirectory(Path path) {
  static final String PAYLOAD = "payload.json";

  static final String LAST_PROGRESS = "last-progress.json";

  private static final String NEW = ".new-";
  private static final String OLD = ".old-";

  /** How the command ended. */
  record Exit(int code, Instant at) {}

  static AttemptDirectory of(Path root, OperationKey key, int attempt) {
    return new AttemptDirectory(root.resolve(name(key, attempt)));
  }

  Path file(String name) {
    return path.resolve(name);
  }

  Path output() {
    return file("result.json");
  }

  Path log() {
    return file("output.log");
  }

  /** Where the command may say how far it is, a line at a time. */
  Path progress() {
    return file("progress.jsonl");
  }

  Path lastProgress() {
    return file(LAST_PROGRESS);
  }

  boolean exists() {
    return Files.isDirectory(path);
  }

  /** Writes the order down; does nothing when it was before. */
  void create(Order order) {
    if (exists()) {
      return;
    }
    try {
      var fresh = Files.createTempDirectory(path.getParent(), NEW);
      var text =
          Json.object()
              .put("v", 1)
              .put("key", order.key().toString())
              .put("attempt", order.attempt())
              .put("type", order.type())
              .put("correlationId", order.correlationId().value())
              .put("payload", order.payload());
      if (order.secrets().isEmpty()) {
        Files.writeString(fresh.resolve(PAYLOAD), JsonText.write(order.payload()));
      } else {
        text.put("secrets", SecretUseText.write(order.secrets()));
      }
      if (order.lastProgress().isPresent()) {
        Files.writeString(
            fresh.resolve(LAST_PROGRESS),
            JsonText.write(ProgressText.json(order.lastProgress().get())));
      }
      Files.writeString(fresh.resolve("order.json"), JsonText.write(text.build()));
      try {
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        deleteTree(fresh);
        if (!exists()) {
          throw e;
        }
      }
    } catch (IOException e) {
      throw new PortException(Fault.UNAVAILABLE, "an attempt can't be written down in " + path, e);
    }
  }

  Order order() {
    if (!(JsonText.parse(read("order.json").orElseThrow()) instanceof Json.Obj fields)
        || !fields.whole("v").equals(Optional.of(1L))) {
      throw new PortException(Fault.CORRUPT, "not an order this release can read: " + path);
    }
    return new Order(
        OperationKey.parse(fields.text("key").orElseThrow()),
        Math.toIntExact(fields.whole("attempt").orElseThrow()),
        fields.text("type").orElseThrow(),
        new CorrelationId(fields.text("correlationId").orElseThrow()),
        fields.field("payload").orElseThrow(),
        SecretUseText.read(fields.field("secrets")),
        read(LAST_PROGRESS).map(JsonText::parse).flatMap(ProgressText::lastOf));
  }

  Instant orderedAt() {
    return modified("order.json");
  }

  Optional<Gate> gate() {
    return read("gate").map(Gate::parse);
  }

  /** Sees that the attempt never starts, unless it has. Whoever is first wins, for ever. */
  Gate closeGate() {
    try {
      var closed = Files.createTempFile(path, "claim.", "");
      Files.writeString(closed, Gate.CLOSED);
      Files.createLink(file("gate"), closed);
      return new Gate.Closed();
    } catch (FileAlreadyExistsException decided) {
      return gate().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Instant startedAt() {
    return modified("gate");
  }

  Optional<Exit> exit() {
    return read("exit").map(text -> new Exit(Integer.parseInt(text.strip()), modified("exit")));
  }

  /** What the command left as its result, if it is there, not empty and at most {@code limit}. */
  Optional<byte[]> result(int limit) {
    try (var stream = Files.newInputStream(output())) {
      var bytes = stream.readNBytes(limit + 1);
      return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void markReleased() {
    try {
      Files.writeString(file("released"), "");
    } catch (NoSuchFileException alreadyForgotten) {
      // There is nothing to release.
    } catch (IOException e) {
      throw new PortException(Fault.UNAVAILABLE, "a release can't be written down in " + path, e);
    }
  }

  boolean isReleased() {
    return Files.exists(file("released"));
  }

  /**
   * Forgets the attempt. The gate must be decided: a wrapper that lags behind still knows this
   * directory's name, and finds nothing under it.
   */
  void delete() {
    try {
      var old = Files.createTempDirectory(path.getParent(), OLD);
      Files.move(path, old.resolve(path.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      deleteTree(old);
    } catch (NoSuchFileException gone) {
      // Somebody was here before us.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a name in the launcher's directory is that of something half-made or half-deleted. */
  static boolean isLitter(Path path) {
    var name = path.getFileName().toString();
    return name.startsWith(NEW) || name.startsWith(OLD);
  }

  static void deleteTree(Path tree) throws IOException {
    try (var all = Files.walk(tree)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** Writes a file, whole, for nobody else to read. */
  void write(String name, String text) {
    try {
      var fresh = Files.createTempFile(path, name, NEW);
      Files.writeString(fresh, text);
      Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(file(name)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Instant modified(String name) {
    try {
      return Files.getLastModifiedTime(file(name)).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(OperationKey key, int attempt) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(key.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16) + "." + attempt;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
