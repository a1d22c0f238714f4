package dev.fairlead.catalog;

/**
 * Routes into what an active lease is on. They have a function of their own: it reads the secrets
 * by which hosts are reached. See docs/adr/0035.
 */
public enum HostRoute implements Route {
  EXEC(
      RouteSpec.post(
              "/v1/leases/{leaseId}/exec",
              Access.WRITE,
              "Runs a command in an active lease's directory, to its end or for up to 15 s.")
          .taking(Parameter.LEASE_ID)
          .taking(Body.LEASE_COMMAND)
          .answering(200, Body.COMMAND_END, "How it ended, and the end of what it printed.")
          .refusing(
              "MALFORMED_JSON",
              "NOT_FOUND",
              "LEASE_NOT_ACTIVE",
              "LEASE_OF_OPERATION",
              "HOST_UNAVAILABLE",
              "HOST_REFUSED")),
  PUT_FILE(
      RouteSpec.put(
              "/v1/leases/{leaseId}/files",
              Access.WRITE,
              "Puts a file of up to 3 MiB into an active lease's directory, all at once.")
          .taking(Parameter.LEASE_ID, Parameter.FILE_PATH)
          .taking(Body.NEW_LEASE_FILE)
          .answering(200, Body.LEASE_FILE, "It is there, in place of what was.")
          .refusing(
              "MALFORMED_JSON",
              "NOT_FOUND",
              "LEASE_NOT_ACTIVE",
              "LEASE_OF_OPERATION",
              "HOST_UNAVAILABLE",
              "HOST_REFUSED")),
  GET_FILE(
      RouteSpec.get(
              "/v1/leases/{leaseId}/files",
              Access.WRITE,
              "Gives a file of up to 3 MiB from an active lease's directory.")
          .taking(Parameter.LEASE_ID, Parameter.FILE_PATH)
          .answering(200, Body.LEASE_FILE, "With its content.")
          .refusing(
              "NOT_FOUND",
              "LEASE_NOT_ACTIVE",
              "LEASE_OF_OPERATION",
              "HOST_UNAVAILABLE",
              "HOST_REFUSED"));

  private final RouteSpec spec;

  HostRoute(RouteSpec spec) {
    this.spec = spec;
  }

  @Override
  public RouteSpec spec() {
    return spec;
  }

  @Override
  public FunctionSpec function() {
    return FunctionSpec.LEASE_ACCESS;
  }
}
