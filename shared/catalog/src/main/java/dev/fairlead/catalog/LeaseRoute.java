package dev.fairlead.catalog;

/** Routes of leases, of what they are on, and of who may use whose blueprints. */
public enum LeaseRoute implements Route {
  ACQUIRE(
      RouteSpec.post("/v1/leases", Access.WRITE, "Asks for a resource, until one lets go of it.")
          .taking(Parameter.IDEMPOTENCY_KEY)
          .taking(Body.NEW_LEASE)
          .answering(201, Body.LEASE, "It is asked for and waits; Location says where to look.")
          .answering(200, Body.LEASE, "It had been asked for before, by the same key and body.")
          .refusing("MALFORMED_JSON", "IDEMPOTENCY_KEY_REUSED")),
  LIST(
      RouteSpec.get("/v1/leases", Access.READ, "Lists the customer's leases, newest first.")
          .taking(
              Parameter.LIMIT,
              Parameter.AFTER_LEASE,
              Parameter.LEASE_STATE,
              Parameter.OF_BLUEPRINT,
              Parameter.HOLDER)
          .answering(
              200,
              Body.LEASE_LIST,
              "A page. A call looks at 1,000 at the most: when few of them fit, a page may be"
                  + " short, or empty, and still have a next one.")),
  GET(
      RouteSpec.get(
              "/v1/leases/{leaseId}",
              Access.READ,
              "Gives a lease, what it is on, and why it waits or is over.")
          .taking(Parameter.LEASE_ID)
          .answering(200, Body.LEASE, "As it stands.")
          .refusing("NOT_FOUND")),
  RENEW(
      RouteSpec.post(
              "/v1/leases/{leaseId}/renew",
              Access.WRITE,
              "Says that one wants a lease still, and until when: its heartbeat.")
          .taking(Parameter.LEASE_ID)
          .taking(Body.LEASE_RENEWAL)
          .answering(200, Body.LEASE, "It stays for another time; without one said, as it was.")
          .refusing("MALFORMED_JSON", "NOT_FOUND", "LEASE_NOT_ACTIVE", "LEASE_OF_OPERATION")),
  RELEASE(
      RouteSpec.post("/v1/leases/{leaseId}/release", Access.WRITE, "Lets go of a lease.")
          .taking(Parameter.LEASE_ID)
          .taking(Body.LEASE_SIGNAL)
          .answering(200, Body.LEASE, "As it stands: it is let go of in a moment, if it is live.")
          .refusing("MALFORMED_JSON", "NOT_FOUND")),
  LOG(
      RouteSpec.get("/v1/leases/{leaseId}/log", Access.READ, "Tells what happened to a lease.")
          .taking(Parameter.LEASE_ID, Parameter.LIMIT, Parameter.AFTER_EVENT)
          .answering(200, Body.LEASE_LOG, "Some lines; ask again after the last of them.")
          .refusing("NOT_FOUND")),
  LIST_RESOURCES(
      RouteSpec.get(
              "/v1/resources",
              Access.READ,
              "Lists what the blueprints that one owns have made and that is not gone, by id.")
          .taking(Parameter.LIMIT, Parameter.AFTER_RESOURCE, Parameter.OF_BLUEPRINT)
          .answering(200, Body.RESOURCE_LIST, "A page.")),
  GET_RESOURCE(
      RouteSpec.get("/v1/resources/{resourceId}", Access.READ, "Gives a resource.")
          .taking(Parameter.RESOURCE_ID)
          .answering(200, Body.RESOURCE, "As it stands.")
          .refusing("NOT_FOUND")),
  LOG_RESOURCE(
      RouteSpec.get(
              "/v1/resources/{resourceId}/log", Access.READ, "Tells what happened to a resource.")
          .taking(Parameter.RESOURCE_ID, Parameter.LIMIT, Parameter.AFTER_EVENT)
          .answering(200, Body.LEASE_LOG, "Some lines; ask again after the last of them.")
          .refusing("NOT_FOUND")),
  RELEASE_RESOURCE(signalling("release", "Takes a resource down, with all leases on it.")),
  RECALL_RESOURCE(signalling("recall", "Takes a resource down unless a lease is on it.")),
  CORDON_RESOURCE(signalling("cordon", "Lets no new lease onto a resource; those on it stay.")),
  UNCORDON_RESOURCE(signalling("uncordon", "Lets leases onto a resource again.")),
  LIST_AUTHORIZATIONS(
      RouteSpec.get(
              "/v1/blueprints/{blueprintId}/authorizations",
              Access.READ,
              "Lists who asked for a blueprint, and what its owner, who alone sees it, answered.")
          .taking(Parameter.BLUEPRINT_ID)
          .answering(200, Body.AUTHORIZATION_LIST, "Up to 1,000, by who asks.")
          .refusing("NOT_FOUND")),
  AUTHORIZE(
      RouteSpec.post(
              "/v1/blueprints/{blueprintId}/authorizations",
              Access.WRITE,
              "Agrees that a customer, or another's blueprint, uses one's own, or declines: for"
                  + " new leases, as those that there are stay.")
          .taking(Parameter.BLUEPRINT_ID)
          .taking(Body.AUTHORIZATION_ANSWER)
          .answering(200, Body.AUTHORIZATION, "It counts from now on.")
          .refusing("MALFORMED_JSON", "NOT_FOUND"));

  private final RouteSpec spec;

  LeaseRoute(RouteSpec spec) {
    this.spec = spec;
  }

  private static RouteSpec signalling(String verb, String summary) {
    return RouteSpec.post("/v1/resources/{resourceId}/" + verb, Access.WRITE, summary)
        .taking(Parameter.RESOURCE_ID)
        .taking(Body.LEASE_SIGNAL)
        .answering(200, Body.RESOURCE, "As it stands: it is carried out in a moment.")
        .refusing("MALFORMED_JSON", "NOT_FOUND");
  }

  @Override
  public RouteSpec spec() {
    return spec;
  }

  @Override
  public FunctionSpec function() {
    return FunctionSpec.AGENDA_SERVICE;
  }
}
