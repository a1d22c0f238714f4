package dev.fairlead.process;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.testkit.contracts.BlueprintDriverContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

class ProcessDriverContractTest extends BlueprintDriverContract {
  @TempDir private Path folder;

  private Path root() {
    return folder.resolve("leases");
  }

  private Path aside() {
    return folder.resolve("aside");
  }

  @Override
  protected BlueprintDriver driver() {
    return new ProcessDriver();
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

  /** As when a disk is not mounted: where directories should be there is a broken link. */
  @Override
  protected void breakOutside() {
    try {
      Files.move(root(), aside());
      Files.createSymbolicLink(root(), root());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  protected void mendOutside() {
    try {
      Files.delete(root());
      Files.move(aside(), root());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  protected void kill(Resource resource) {
    ProcessAdapters.in(root()).files().delete(resource.id().value());
  }
}
