package dev.fairlead.catalog;

import java.util.stream.Stream;

/** Routes of customers, insights, resource pools, handlers and blueprints, all of the same make. */
public enum ObjectRoute implements Route {
  CREATE_CUSTOMER(
      Things.CUSTOMERS.creating("Makes a customer known.", Access.ADMIN, Body.NEW_CUSTOMER)),
  LIST_CUSTOMERS(
      Things.CUSTOMERS.listing(
          "Lists the customers: an operator's are all, anybody else's its own.",
          Body.CUSTOMER_LIST,
          Parameter.LIMIT,
          Parameter.AFTER_OBJECT,
          Parameter.TITLE,
          Parameter.IN_RESOURCE_POOL,
          Parameter.FIELDS)),
  GET_CUSTOMER(Things.CUSTOMERS.getting("Gives a customer.")),
  UPDATE_CUSTOMER(
      Things.CUSTOMERS.updating("Changes a customer.", Access.ADMIN, Body.CUSTOMER_CHANGE)),
  DELETE_CUSTOMER(
      Things.CUSTOMERS.deleting(
          "Deletes a customer that has nothing left.", Access.ADMIN, "IN_USE")),
  CREATE_INSIGHT(Things.INSIGHTS.creating("Makes an insight.", Access.WRITE, Body.NEW_INSIGHT)),
  LIST_INSIGHTS(
      Things.INSIGHTS.listing(
          "Lists the insights that one owns or may use, by id.",
          Body.INSIGHT_LIST,
          Parameter.LIMIT,
          Parameter.AFTER_OBJECT,
          Parameter.TITLE,
          Parameter.IN_RESOURCE_POOL,
          Parameter.FIELDS)),
  GET_INSIGHT(Things.INSIGHTS.getting("Gives an insight.")),
  UPDATE_INSIGHT(
      Things.INSIGHTS.updating("Changes an insight.", Access.WRITE, Body.INSIGHT_CHANGE)),
  DELETE_INSIGHT(
      Things.INSIGHTS.deleting(
          "Deletes an insight that nothing waits in.", Access.WRITE, "IN_USE")),
  REBIND_INSIGHT(
      RouteSpec.post(
              "/v1/insights/{insightId}/rebind",
              Access.WRITE,
              "Binds up to 50 agendas anew that wait in an insight, the oldest first.")
          .taking(Parameter.INSIGHT_ID)
          .taking(Body.REBIND_REQUEST)
          .answering(200, Body.REBOUND_LINE, "How many moved, and where to go on.")
          .refusing("MALFORMED_JSON", "NOT_FOUND")),
  CREATE_RESOURCE_POOL(
      Things.RESOURCE_POOLS.creating(
          "Makes a resource pool.", Access.WRITE, Body.NEW_RESOURCE_POOL)),
  LIST_RESOURCE_POOLS(
      Things.RESOURCE_POOLS.listing(
          "Lists the resource pools that one owns, by id.",
          Body.RESOURCE_POOL_LIST,
          Parameter.LIMIT,
          Parameter.AFTER_OBJECT,
          Parameter.TITLE,
          Parameter.FIELDS)),
  GET_RESOURCE_POOL(Things.RESOURCE_POOLS.getting("Gives a resource pool.")),
  UPDATE_RESOURCE_POOL(
      Things.RESOURCE_POOLS.updating(
          "Changes a resource pool.", Access.WRITE, Body.RESOURCE_POOL_CHANGE)),
  DELETE_RESOURCE_POOL(
      Things.RESOURCE_POOLS.deleting(
          "Deletes a resource pool without insights and customers.", Access.WRITE, "IN_USE")),
  CREATE_HANDLER(
      Things.HANDLERS.creating(
          "Registers an operation type, which is done in pods.", Access.ADMIN, Body.NEW_HANDLER)),
  LIST_HANDLERS(
      Things.HANDLERS.listing(
          "Lists the handlers of the operation types that one may use beside those that are built"
              + " in.",
          Body.HANDLER_LIST,
          Parameter.LIMIT,
          Parameter.AFTER_OBJECT,
          Parameter.TITLE,
          Parameter.FIELDS)),
  GET_HANDLER(Things.HANDLERS.getting("Gives a handler.")),
  UPDATE_HANDLER(Things.HANDLERS.updating("Changes a handler.", Access.ADMIN, Body.HANDLER_CHANGE)),
  DELETE_HANDLER(
      Things.HANDLERS.deleting(
          "Deletes a handler; what waits to be done by it fails when it has its turn.",
          Access.ADMIN)),
  CREATE_BLUEPRINT(
      Things.BLUEPRINTS.creating("Makes a blueprint.", Access.WRITE, Body.NEW_BLUEPRINT)),
  LIST_BLUEPRINTS(
      Things.BLUEPRINTS.listing(
          "Lists the blueprints that one owns or may ask for, by id.",
          Body.BLUEPRINT_LIST,
          Parameter.LIMIT,
          Parameter.AFTER_OBJECT,
          Parameter.TITLE,
          Parameter.IN_RESOURCE_POOL,
          Parameter.FIELDS)),
  GET_BLUEPRINT(Things.BLUEPRINTS.getting("Gives a blueprint.")),
  UPDATE_BLUEPRINT(
      Things.BLUEPRINTS.updating("Changes a blueprint.", Access.WRITE, Body.BLUEPRINT_CHANGE)),
  DELETE_BLUEPRINT(
      Things.BLUEPRINTS.deleting(
          "Deletes a blueprint that has no resources.", Access.WRITE, "IN_USE")),
  CREATE_AGENDA(
      RouteSpec.post(
              "/v1/resourcepools/{resourcePoolId}/agendas",
              Access.WRITE,
              "Accepts an agenda that a pool makes for one of its customers, which the document"
                  + " names.")
          .taking(Parameter.RESOURCE_POOL_ID, Parameter.IDEMPOTENCY_KEY)
          .taking(Body.SUBMITTED_AGENDA)
          .answering(
              201, Body.ACCEPTED_AGENDA, "The agenda is accepted; Location says where it is.")
          .answering(
              200, Body.ACCEPTED_AGENDA, "It had been accepted before, by the same key and body.")
          .refusing(
              "INVALID_DOCUMENT",
              "MALFORMED_JSON",
              "NOT_FOUND",
              "NO_INSIGHT",
              "IDEMPOTENCY_KEY_REUSED")),
  HOLD_INSIGHT(
      Things.INSIGHTS.halting(
          "hold", "Has nothing dispatched from an insight until it is released.")),
  DRAIN_INSIGHT(
      Things.INSIGHTS.halting(
          "drain", "Has an insight take no more agendas, and finish those it has.", "IN_USE")),
  RELEASE_INSIGHT(
      Things.INSIGHTS.halting("release", "Has an insight that is held or drained go on as usual.")),
  HOLD_RESOURCE_POOL(
      Things.RESOURCE_POOLS.halting(
          "hold", "Has nothing dispatched from any insight of a pool until it is released.")),
  DRAIN_RESOURCE_POOL(
      Things.RESOURCE_POOLS.halting(
          "drain", "Has the insights of a pool take no more agendas, and finish those they have.")),
  RELEASE_RESOURCE_POOL(
      Things.RESOURCE_POOLS.halting(
          "release", "Has a pool that is held or drained go on as usual.")),
  LIST_AUDIT(
      RouteSpec.get(
              "/v1/audit",
              Access.READ,
              "Tells who held, released, drained, rebound and bumped what and why, newest first: an"
                  + " operator of everything, anybody else of its own.")
          .taking(Parameter.LIMIT, Parameter.AFTER_AUDIT_ENTRY)
          .answering(200, Body.AUDIT_LIST, "A page."));

  private final RouteSpec spec;

  ObjectRoute(RouteSpec spec) {
    this.spec = spec;
  }

  @Override
  public RouteSpec spec() {
    return spec;
  }

  @Override
  public FunctionSpec function() {
    return FunctionSpec.AGENDA_SERVICE;
  }

  /** A kind of things, and what its routes have in common with those of the others. */
  private record Things(String path, Parameter id, Body answer) {
    static final Things CUSTOMERS =
        new Things("/v1/customers", Parameter.CUSTOMER_ID, Body.CUSTOMER);
    static final Things INSIGHTS = new Things("/v1/insights", Parameter.INSIGHT_ID, Body.INSIGHT);
    static final Things BLUEPRINTS =
        new Things("/v1/blueprints", Parameter.BLUEPRINT_ID, Body.BLUEPRINT);
    static final Things RESOURCE_POOLS =
        new Things("/v1/resourcepools", Parameter.RESOURCE_POOL_ID, Body.RESOURCE_POOL);
    static final Things HANDLERS = new Things("/v1/handlers", Parameter.HANDLER_ID, Body.HANDLER);

    RouteSpec creating(String summary, Access access, Body body) {
      return RouteSpec.post(path, access, summary)
          .taking(Parameter.IDEMPOTENCY_KEY)
          .taking(body)
          .answering(201, answer, "It is there; Location says where, ETag in which version.")
          .answering(200, answer, "It had been made before, by the same key and body.")
          .refusing("MALFORMED_JSON", "NOT_FOUND", "ALREADY_EXISTS", "IDEMPOTENCY_KEY_REUSED");
    }

    RouteSpec listing(String summary, Body list, Parameter... parameters) {
      return RouteSpec.get(path, Access.READ, summary)
          .taking(parameters)
          .answering(
              200,
              list,
              "A page. A call looks at 1,000 at the most: when few of them fit, a page may be"
                  + " short, or empty, and still have a next one.");
    }

    RouteSpec getting(String summary) {
      return RouteSpec.get(one(), Access.READ, summary)
          .taking(id)
          .answering(200, answer, "As it stands; ETag says in which version.")
          .refusing("NOT_FOUND");
    }

    RouteSpec updating(String summary, Access access, Body body) {
      return RouteSpec.patch(one(), access, summary)
          .taking(id, Parameter.IF_MATCH)
          .taking(body)
          .answering(200, answer, "As it stands now; what was not named is as before.")
          .refusing("MALFORMED_JSON", "NOT_FOUND", "PRECONDITION_FAILED");
    }

    RouteSpec deleting(String summary, Access access, String... refusals) {
      return RouteSpec.delete(one(), access, summary)
          .taking(id, Parameter.IF_MATCH)
          .answering(200, answer, "It is gone; it was like this.")
          .refusing(
              Stream.concat(Stream.of("NOT_FOUND", "PRECONDITION_FAILED"), Stream.of(refusals))
                  .toArray(String[]::new));
    }

    RouteSpec halting(String verb, String summary, String... refusals) {
      return RouteSpec.post(one() + "/" + verb, Access.WRITE, summary)
          .taking(id, Parameter.IF_MATCH)
          .taking(Body.HALT_REQUEST)
          .answering(
              200,
              answer,
              "As it stands now. Schedulers know of a hold of a pool within ten seconds, of all"
                  + " else at once.")
          .refusing(
              Stream.concat(
                      Stream.of("MALFORMED_JSON", "NOT_FOUND", "PRECONDITION_FAILED"),
                      Stream.of(refusals))
                  .toArray(String[]::new));
    }

    private String one() {
      return path + "/{" + id.wireName() + "}";
    }
  }
}
