package dev.fairlead.agendaservice.objects;

import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.Ports;
import dev.fairlead.endpoint.Endpoint;
import java.time.InstantSource;

/** Customers, insights, resource pools and handlers: an endpoint for each of their routes. */
public final class ObjectService {
  private final ObjectEndpoints customers;
  private final ObjectEndpoints insights;
  private final ObjectEndpoints pools;
  private final ObjectEndpoints handlers;
  private final ObjectEndpoints blueprints;
  private final PoolAgendas poolAgendas;
  private final Halting insightHalts;
  private final Halting poolHalts;
  private final AuditList audit;

  /**
   * The service.
   *
   * @param poolAgendas what pools submit
   */
  public ObjectService(Ports ports, PoolAgendas poolAgendas, Ids ids, InstantSource clock) {
    this.poolAgendas = poolAgendas;
    this.customers =
        new ObjectEndpoints(
            ObjectKind.CUSTOMER,
            Parameter.CUSTOMER_ID,
            ObjectRoute.GET_CUSTOMER,
            ports,
            ids,
            clock);
    this.insights =
        new ObjectEndpoints(
            ObjectKind.INSIGHT, Parameter.INSIGHT_ID, ObjectRoute.GET_INSIGHT, ports, ids, clock);
    this.pools =
        new ObjectEndpoints(
            ObjectKind.RESOURCE_POOL,
            Parameter.RESOURCE_POOL_ID,
            ObjectRoute.GET_RESOURCE_POOL,
            ports,
            ids,
            clock);
    this.handlers =
        new ObjectEndpoints(
            ObjectKind.HANDLER, Parameter.HANDLER_ID, ObjectRoute.GET_HANDLER, ports, ids, clock);
    this.blueprints =
        new ObjectEndpoints(
            ObjectKind.BLUEPRINT,
            Parameter.BLUEPRINT_ID,
            ObjectRoute.GET_BLUEPRINT,
            ports,
            ids,
            clock);
    this.insightHalts = new Halting(ObjectKind.INSIGHT, insights, ports, ids, clock);
    this.poolHalts = new Halting(ObjectKind.RESOURCE_POOL, pools, ports, ids, clock);
    this.audit = new AuditList(ports.items());
  }

  /** What answers a route. */
  public Endpoint endpoint(ObjectRoute route) {
    return switch (route) {
      case CREATE_CUSTOMER -> customers::create;
      case LIST_CUSTOMERS -> customers::list;
      case GET_CUSTOMER -> customers::get;
      case UPDATE_CUSTOMER -> customers::update;
      case DELETE_CUSTOMER -> customers::delete;
      case CREATE_INSIGHT -> insights::create;
      case LIST_INSIGHTS -> insights::list;
      case GET_INSIGHT -> insights::get;
      case UPDATE_INSIGHT -> insights::update;
      case DELETE_INSIGHT -> insights::delete;
      case REBIND_INSIGHT -> insights::rebind;
      case CREATE_RESOURCE_POOL -> pools::create;
      case LIST_RESOURCE_POOLS -> pools::list;
      case GET_RESOURCE_POOL -> pools::get;
      case UPDATE_RESOURCE_POOL -> pools::update;
      case DELETE_RESOURCE_POOL -> pools::delete;
      case CREATE_HANDLER -> handlers::create;
      case LIST_HANDLERS -> handlers::list;
      case GET_HANDLER -> handlers::get;
      case UPDATE_HANDLER -> handlers::update;
      case DELETE_HANDLER -> handlers::delete;
      case CREATE_BLUEPRINT -> blueprints::create;
      case LIST_BLUEPRINTS -> blueprints::list;
      case GET_BLUEPRINT -> blueprints::get;
      case UPDATE_BLUEPRINT -> blueprints::update;
      case DELETE_BLUEPRINT -> blueprints::delete;
      case CREATE_AGENDA -> poolAgendas::submit;
      case HOLD_INSIGHT -> insightHalts::hold;
      case DRAIN_INSIGHT -> insightHalts::drain;
      case RELEASE_INSIGHT -> insightHalts::release;
      case HOLD_RESOURCE_POOL -> poolHalts::hold;
      case DRAIN_RESOURCE_POOL -> poolHalts::drain;
      case RELEASE_RESOURCE_POOL -> poolHalts::release;
      case LIST_AUDIT -> audit::list;
    };
  }
}
