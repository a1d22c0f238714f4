package dev.fairlead.agendaservice.leases;

import dev.fairlead.catalog.LeaseRoute;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.Ports;
import dev.fairlead.endpoint.Endpoint;
import java.time.InstantSource;

/** An endpoint for each route of leases, resources and authorizations. */
public final class LeaseService {
  private final LeaseEndpoints leases;
  private final ResourceEndpoints resources;
  private final AuthorizationEndpoints authorizations;

  public LeaseService(Ports ports, Ids ids, InstantSource clock) {
    this.leases = new LeaseEndpoints(ports, ids, clock);
    this.resources = new ResourceEndpoints(ports, ids, clock);
    this.authorizations = new AuthorizationEndpoints(ports, clock);
  }

  /** What answers a route. */
  public Endpoint endpoint(LeaseRoute route) {
    return switch (route) {
      case ACQUIRE -> leases::acquire;
      case LIST -> leases::list;
      case GET -> leases::get;
      case RENEW -> leases::renew;
      case RELEASE -> leases::release;
      case LOG -> leases::log;
      case LIST_RESOURCES -> resources::list;
      case GET_RESOURCE -> resources::get;
      case LOG_RESOURCE -> resources::log;
      case RELEASE_RESOURCE -> resources::release;
      case RECALL_RESOURCE -> resources::recall;
      case CORDON_RESOURCE -> resources::cordon;
      case UNCORDON_RESOURCE -> resources::uncordon;
      case LIST_AUTHORIZATIONS -> authorizations::list;
      case AUTHORIZE -> authorizations::answer;
    };
  }
}
