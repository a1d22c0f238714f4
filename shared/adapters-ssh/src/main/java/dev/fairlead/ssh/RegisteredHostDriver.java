package dev.fairlead.ssh;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.HttpInterface;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.lease.AccessOutcome;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Capacity;
import dev.fairlead.core.lease.FieldSpec;
import dev.fairlead.core.lease.FieldSpec.Kind;
import dev.fairlead.core.lease.Health;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceDraft;
import dev.fairlead.core.lease.ResourceState;
import dev.fairlead.core.lease.Surroundings;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Hosts that were registered by hand, reached by SSH. A resource is one of them, and no two are the
 * same. Nothing is made on a host but a directory for each lease, by its id, in the blueprint's
 * {@code directory}; the host stays when the resource goes.
 *
 * <p>How a host is reached is read from the blueprint as it is now, by the host's name: a new key
 * or secret counts from the next connection on.
 */
public final class RegisteredHostDriver implements BlueprintDriver {
  private static final String HOST = "host";
  private static final String COMMON = "common";

  @Override
  public String type() {
    return "registered-host";
  }

  @Override
  public String resourceType() {
    return "host";
  }

  @Override
  public List<FieldSpec> fields() {
    return List.of(
        FieldSpec.required(
            "hosts",
            Kind.LIST,
            "Objects with address and hostKeys, and if need be name, port, user, secret, weight,"
                + " isDisabled, labels, http."),
        FieldSpec.optional("user", Kind.TEXT, "Of the hosts that don't say another."),
        FieldSpec.optional(
            "secret",
            Kind.TEXT,
            "The name of the secret that is the user's private key or password."),
        FieldSpec.optional(
            "directory",
            Kind.TEXT,
            "Where leases have their directories: absolute or from the user's home; .fairlead"
                + " unless given."),
        FieldSpec.optional(
            "patience", Kind.DURATION, "How long a host may take to answer; 10s unless given."));
  }

  @Override
  public void check(Json.Obj fields, JsonPointer place, Findings findings) {
    RegisteredHost.all(fields, place, findings);
  }

  @Override
  public boolean canEver(Blueprint blueprint, LeaseRequest request) {
    return suitable(blueprint, request).findAny().isPresent();
  }

  @Override
  public boolean canAllocate(Blueprint blueprint, LeaseRequest request, List<Resource> live) {
    return allocate(blueprint, request, live).isPresent();
  }

  /** The one that draws most; of equal ones the first by name. */
  @Override
  public Optional<ResourceDraft> allocate(
      Blueprint blueprint, LeaseRequest request, List<Resource> live) {
    var taken = new HashSet<>();
    live.forEach(each -> taken.addAll(each.draft().slots()));
    return suitable(blueprint, request)
        .filter(host -> !taken.contains(host.slot()))
        .min(
            Comparator.comparingDouble((RegisteredHost host) -> -Math.abs(host.weight()))
                .thenComparing(RegisteredHost::name))
        .map(host -> draft(host, blueprint));
  }

  /** Not once it is disabled, or no longer among the blueprint's hosts. */
  @Override
  public boolean isOffered(Blueprint blueprint, Resource resource) {
    return open(blueprint).anyMatch(host -> resource.draft().slots().contains(host.slot()));
  }

  /** A host that answers is ready at once; one that was asked and is not has not answered. */
  @Override
  public boolean isStalled(Resource resource) {
    return resource.state() == ResourceState.PENDING && resource.why().isPresent();
  }

  private static Stream<RegisteredHost> open(Blueprint blueprint) {
    return RegisteredHost.all(blueprint.fields(), JsonPointer.WHOLE, new Findings()).stream()
        .filter(host -> !host.isDisabled() && host.weight() != 0);
  }

  private static Stream<RegisteredHost> suitable(Blueprint blueprint, LeaseRequest request) {
    return open(blueprint)
        .filter(
            host -> host.labels().entrySet().containsAll(request.selection().labels().entrySet()));
  }

  private static ResourceDraft draft(RegisteredHost host, Blueprint blueprint) {
    return ResourceDraft.of(host.name(), attributes(host, blueprint.fields()))
        .labelled(host.labels())
        .weighing(host.weight())
        .holding(Capacity.sharedBy(blueprint.terms().leasesPerResource()))
        .taking(List.of(host.slot()));
  }

  /** As it was registered, for when the blueprint has it no more. */
  private static Json.Obj attributes(RegisteredHost host, Json.Obj fields) {
    var common = Json.object();
    for (var name : List.of("user", "secret", "directory", "patience")) {
      common.putIfPresent(name, fields.field(name));
    }
    return Json.object().put(HOST, host.said()).put(COMMON, common.build()).build();
  }

  @Override
  public Outcome activate(Resource resource, Surroundings around) {
    return building(resource, around, files -> files.makeDirectories(""));
  }

  @Override
  public Outcome activate(Resource resource, Lease lease, Surroundings around) {
    return building(resource, around, files -> files.makeDirectories(lease.id().value()));
  }

  private static Outcome building(
      Resource resource, Surroundings around, Consumer<FilesystemInterface> step) {
    try (var files = access(resource, "", around).files()) {
      step.accept(files);
      return Outcome.done();
    } catch (AccessException failed) {
      return AccessOutcome.building(failed);
    }
  }

  /** What is on a host that died is left there: nobody may ever be able to take it away. */
  @Override
  public Outcome destroy(Resource resource, Lease lease, Surroundings around) {
    if (resource.state() == ResourceState.BROKEN || resource.state() == ResourceState.DESTROYED) {
      return Outcome.done();
    }
    try (var files = access(resource, "", around).files()) {
      files.delete(lease.id().value());
      return Outcome.done();
    } catch (AccessException failed) {
      return AccessOutcome.removing(failed);
    }
  }

  /** The host stays. */
  @Override
  public Outcome destroy(Resource resource, Surroundings around) {
    return Outcome.done();
  }

  @Override
  public Health probe(Resource resource, Surroundings around) {
    try (var files = access(resource, "", around).files()) {
      files.stat("");
      return new Health.Alive();
    } catch (AccessException failed) {
      return AccessOutcome.looking(failed);
    }
  }

  @Override
  public <T> Optional<T> open(Resource resource, Lease lease, Class<T> type, Surroundings around) {
    if (type == CommandInterface.class) {
      return Optional.of(type.cast(access(resource, lease.id().value(), around).commands()));
    }
    if (type == FilesystemInterface.class) {
      return Optional.of(type.cast(access(resource, lease.id().value(), around).files()));
    }
    if (type == HttpInterface.class) {
      return host(resource, around)
          .http()
          .map(service -> type.cast(access(resource, lease.id().value(), around).http(service)));
    }
    return Optional.empty();
  }

  private static SshAdapters access(Resource resource, String below, Surroundings around) {
    var registered = host(resource, around);
    var secret =
        around
            .secret(registered.secret())
            .orElseThrow(() ->
                new AccessException(
                    AccessFault.NO_CREDENTIALS, "There is no secret " + registered.secret() + "."));
    var host = registered.host();
    var directory = below.isEmpty() ? host.directory() : host.directory() + "/" + below;
    return SshAdapters.of(
        new SshAdapters.Host(
            host.address(), host.port(), host.user(), host.keys(), directory, host.patience()),
        secret);
  }

  private static RegisteredHost host(Resource resource, Surroundings around) {
    var findings = new Findings();
    var slots = resource.draft().slots();
    return around.blueprint().stream()
        .flatMap(blueprint ->
            RegisteredHost.all(blueprint.fields(), JsonPointer.WHOLE, findings).stream())
        .filter(host -> slots.contains(host.slot()))
        .findFirst()
        .or(() ->
            RegisteredHost.read(
                part(resource, HOST), part(resource, COMMON), JsonPointer.WHOLE, findings))
        .orElseThrow();
  }

  private static Json.Obj part(Resource resource, String name) {
    return resource.draft().attributes().field(name).orElse(Json.EMPTY) instanceof Json.Obj said
        ? said
        : Json.EMPTY;
  }
}
