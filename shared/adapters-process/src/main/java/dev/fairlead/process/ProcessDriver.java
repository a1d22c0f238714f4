package dev.fairlead.process;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.HttpFields;
import dev.fairlead.core.access.HttpInterface;
import dev.fairlead.core.access.HttpService;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.lease.AccessOutcome;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Capacity;
import dev.fairlead.core.lease.External;
import dev.fairlead.core.lease.FieldSpec;
import dev.fairlead.core.lease.FieldSpec.Kind;
import dev.fairlead.core.lease.Health;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceDraft;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.Surroundings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Directories of the machine that Fairlead runs on: one for each resource, and in it one for each
 * of its leases, by their ids. Commands in them run as Fairlead's own user, so this is for homes
 * and sites, where whoever may write blueprints may run programs anyway.
 */
public final class ProcessDriver implements BlueprintDriver {
  static final String DIRECTORY = "directory";
  static final String HTTP = "http";

  @Override
  public String type() {
    return "process";
  }

  @Override
  public List<FieldSpec> fields() {
    return List.of(
        FieldSpec.required(
            DIRECTORY, Kind.TEXT, "An absolute path: resources and leases have theirs in it."),
        FieldSpec.optional(HTTP, Kind.OBJECT, "What a resource serves: url, path, status, …"));
  }

  @Override
  public void check(Json.Obj fields, JsonPointer place, Findings findings) {
    if (fields.text(DIRECTORY).filter(path -> !Path.of(path).isAbsolute()).isPresent()) {
      findings.wrongType(place.child(DIRECTORY), DIRECTORY, "an absolute path");
    }
    if (fields.field(HTTP).orElse(Json.NULL) instanceof Json.Obj http) {
      HttpFields.read(http, place.child(HTTP), findings);
    }
  }

  @Override
  public Optional<ResourceDraft> allocate(
      Blueprint blueprint, LeaseRequest request, List<Resource> live) {
    // Kept with the resource, so that it is found however the blueprint changes.
    return Optional.of(
        ResourceDraft.of("directory of " + blueprint.id(), blueprint.fields())
            .holding(Capacity.sharedBy(blueprint.terms().leasesPerResource())));
  }

  @Override
  public Outcome activate(Resource resource, Surroundings around) {
    return building(() -> root(resource).makeDirectories(resource.id().value()));
  }

  @Override
  public Outcome activate(Resource resource, Lease lease, Surroundings around) {
    return building(() -> root(resource).makeDirectories(path(resource, lease)));
  }

  private static Outcome building(Runnable step) {
    try {
      step.run();
      return Outcome.done();
    } catch (AccessException failed) {
      return AccessOutcome.building(failed);
    }
  }

  @Override
  public Outcome destroy(Resource resource, Lease lease, Surroundings around) {
    return removing(resource, path(resource, lease));
  }

  @Override
  public Outcome destroy(Resource resource, Surroundings around) {
    return removing(resource, resource.id().value());
  }

  private static Outcome removing(Resource resource, String path) {
    try {
      root(resource).delete(path);
      return Outcome.done();
    } catch (AccessException failed) {
      return AccessOutcome.removing(failed);
    }
  }

  @Override
  public Health probe(Resource resource, Surroundings around) {
    try {
      root(resource).list(resource.id().value());
      return new Health.Alive();
    } catch (AccessException failed) {
      return AccessOutcome.looking(failed);
    }
  }

  @Override
  public List<External> list(Blueprint blueprint, Surroundings around) {
    var root = ProcessAdapters.in(Path.of(directory(blueprint.fields()))).files();
    if (root.stat("").isEmpty()) {
      return List.of();
    }
    return root.list("").stream()
        .map(FilesystemInterface.Entry::name)
        .filter(ResourceId::isValid)
        .map(name -> new External(new ResourceId(name), name))
        .toList();
  }

  @Override
  public void remove(External thing, Surroundings around) {
    around
        .blueprint()
        .ifPresent(blueprint ->
            ProcessAdapters.in(Path.of(directory(blueprint.fields())))
                .files()
                .delete(thing.token().value()));
  }

  @Override
  public <T> Optional<T> open(Resource resource, Lease lease, Class<T> type, Surroundings around) {
    var fields = resource.draft().attributes();
    var access = ProcessAdapters.in(Path.of(directory(fields)).resolve(path(resource, lease)));
    if (type == CommandInterface.class) {
      return Optional.of(type.cast(access.commands()));
    }
    if (type == FilesystemInterface.class) {
      return Optional.of(type.cast(access.files()));
    }
    return type == HttpInterface.class
        ? service(fields).map(service -> type.cast(access.http(service)))
        : Optional.empty();
  }

  private static Optional<HttpService> service(Json.Obj fields) {
    return fields.field(HTTP).orElse(Json.NULL) instanceof Json.Obj http
        ? HttpFields.read(http, JsonPointer.WHOLE, new Findings())
        : Optional.empty();
  }

  private static FilesystemInterface root(Resource resource) {
    return ProcessAdapters.in(Path.of(directory(resource.draft().attributes()))).files();
  }

  private static String directory(Json.Obj fields) {
    return fields.text(DIRECTORY).orElseThrow();
  }

  private static String path(Resource resource, Lease lease) {
    return resource.id().value() + "/" + lease.id().value();
  }
}
