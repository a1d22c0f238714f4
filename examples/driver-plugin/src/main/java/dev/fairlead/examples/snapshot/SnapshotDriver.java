package dev.fairlead.examples.snapshot;

import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.FieldSpec;
import dev.fairlead.core.lease.Health;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceDraft;
import dev.fairlead.core.lease.Surroundings;
import dev.fairlead.process.ProcessDriver;
import java.util.List;
import java.util.Optional;

/** Directories of this machine, as {@link ProcessDriver} makes them, that can also be packed. */
public final class SnapshotDriver implements BlueprintDriver {
  private final BlueprintDriver directories = new ProcessDriver();

  @Override
  public String type() {
    return "snapshot-directory";
  }

  @Override
  public List<FieldSpec> fields() {
    return directories.fields();
  }

  @Override
  public void check(Json.Obj fields, JsonPointer place, Findings findings) {
    directories.check(fields, place, findings);
  }

  @Override
  public Optional<ResourceDraft> allocate(
      Blueprint blueprint, LeaseRequest request, List<Resource> live) {
    return directories.allocate(blueprint, request, live);
  }

  @Override
  public Outcome activate(Resource resource, Surroundings around) {
    return directories.activate(resource, around);
  }

  @Override
  public Outcome activate(Resource resource, Lease lease, Surroundings around) {
    return directories.activate(resource, lease, around);
  }

  @Override
  public Outcome destroy(Resource resource, Lease lease, Surroundings around) {
    return directories.destroy(resource, lease, around);
  }

  @Override
  public Outcome destroy(Resource resource, Surroundings around) {
    return directories.destroy(resource, around);
  }

  @Override
  public Health probe(Resource resource, Surroundings around) {
    return directories.probe(resource, around);
  }

  @Override
  public <T> Optional<T> open(Resource resource, Lease lease, Class<T> type, Surroundings around) {
    if (type != SnapshotInterface.class) {
      return directories.open(resource, lease, type, around);
    }
    var commands = directories.open(resource, lease, CommandInterface.class, around);
    var files = directories.open(resource, lease, FilesystemInterface.class, around);
    return Optional.of(type.cast(new TarSnapshot(commands.orElseThrow(), files.orElseThrow())));
  }
}
