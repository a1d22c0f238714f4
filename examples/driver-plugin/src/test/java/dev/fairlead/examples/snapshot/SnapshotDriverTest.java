package dev.fairlead.examples.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.testkit.contracts.BlueprintDriverContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotDriverTest extends BlueprintDriverContract {
  @TempDir private Path folder;

  @Test
  void packsWhatIsInTheDirectoryOfALease() throws IOException {
    var resource = planned(1);
    driver().activate(resource, around());
    driver().activate(resource, lease(1), around());
    try (var snapshot =
        driver().open(resource, lease(1), SnapshotInterface.class, around()).orElseThrow()) {
      Path directory = root().resolve(resource.id().value()).resolve(lease(1).id().value());
      Files.writeString(directory.resolve("note"), "to be packed");

      var archive = new ByteArrayOutputStream();
      assertThat(snapshot.pack(archive, 100_000)).isEqualTo(archive.size());

      assertThat(archive.toString(StandardCharsets.US_ASCII)).contains("note", "to be packed");
      assertThat(directory).isDirectoryNotContaining("glob:**.tar");
    }
  }

  @Override
  protected BlueprintDriver driver() {
    return new SnapshotDriver();
  }

  @Override
  protected Json.Obj fields() {
    return Json.object().put("directory", root().toString()).build();
  }

  @Override
  protected Set<String> outside() {
    try (var found = Files.walk(folder)) {
      return found
          .filter(each -> !each.equals(folder) && !each.equals(root()))
          .map(each -> folder.relativize(each).toString())
          .collect(Collectors.toSet());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  protected void breakOutside() {
    move(root(), folder.resolve("aside"));
    try {
      Files.createSymbolicLink(root(), root());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  protected void mendOutside() {
    try {
      Files.delete(root());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    move(folder.resolve("aside"), root());
  }

  @Override
  protected void kill(Resource resource) {
    move(root().resolve(resource.id().value()), folder.resolve("gone"));
  }

  private Path root() {
    return folder.resolve("leases");
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
