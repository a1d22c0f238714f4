package dev.fairlead.agendaservice.leases;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.endpoint.Authorization;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.store.Blueprints;
import dev.fairlead.store.LeaseRows;
import java.util.Optional;

/** What of leases, resources and blueprints a caller sees; what he does not is not there. */
final class Sight {
  private final LeaseRows rows;
  private final Blueprints blueprints;

  Sight(ItemStore items) {
    this.rows = new LeaseRows(items);
    this.blueprints = new Blueprints(items);
  }

  /** The lease that the path names, of the caller's customer. */
  Lease lease(Call call) {
    return Optional.of(call.path(Parameter.LEASE_ID))
        .filter(LeaseId::isValid)
        .map(LeaseId::new)
        .flatMap(rows::find)
        .filter(found -> Authorization.owns(call.caller(), found.request().customer()))
        .orElseThrow(() -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such lease."));
  }

  /** The resource that the path names, of a blueprint of the caller's customer. */
  Resource resource(Call call) {
    return Optional.of(call.path(Parameter.RESOURCE_ID))
        .filter(ResourceId::isValid)
        .map(ResourceId::new)
        .flatMap(rows::find)
        .filter(found -> Authorization.owns(call.caller(), found.origin().owner()))
        .orElseThrow(
            () -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such resource."));
  }

  /** A blueprint that the caller may ask for. */
  Optional<Blueprints.Shared> blueprint(Caller caller, String id) {
    return blueprints
        .find(id)
        .filter(found -> Authorization.sees(caller, found.blueprint().owner(), found.sharing()));
  }

  /** The blueprint that the path names, which only its owner has to do with. */
  Blueprints.Shared ownBlueprint(Call call) {
    var found =
        blueprint(call.caller(), call.path(Parameter.BLUEPRINT_ID))
            .orElseThrow(
                () -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such blueprint."));
    Authorization.requireOwner(call.caller(), found.blueprint().owner());
    return found;
  }
}
