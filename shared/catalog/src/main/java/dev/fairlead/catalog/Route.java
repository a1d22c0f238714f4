package dev.fairlead.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The HTTP routes, below {@code /v1}. */
public sealed interface Route
    permits Route.Agenda, Route.Progress, ObjectRoute, LeaseRoute, HostRoute {
  /** All that a client has to know. */
  RouteSpec spec();

  /** What answers. */
  FunctionSpec function();

  /** Name of the constant. */
  String name();

  /** HTTP method. */
  default String method() {
    return spec().method();
  }

  /** Path template, starting with {@code /v1}. */
  default String path() {
    return spec().path();
  }

  /** What the caller's credentials must allow. */
  default Access access() {
    return spec().access();
  }

  /**
   * Path and query of a request, percent-encoded.
   *
   * @param values of the parameters in path and query
   * @throws IllegalArgumentException when one of the path is missing, or one is not the route's
   */
  default String target(Map<Parameter, String> values) {
    return Targets.target(this, values);
  }

  /** Every route of the API. */
  static List<Route> all() {
    return Stream.<Route[]>of(
            Agenda.values(),
            Progress.values(),
            ObjectRoute.values(),
            LeaseRoute.values(),
            HostRoute.values())
        .flatMap(Arrays::stream)
        .toList();
  }

  /** What a credential may do. */
  enum Access {
    /** See one's own objects. */
    READ,
    /** Change one's own objects. */
    WRITE,
    /** Operate the environment: every customer's objects. */
    ADMIN
  }

  /** Routes of agenda-service. */
  enum Agenda implements Route {
    SUBMIT(
        RouteSpec.post("/v1/agendas", Access.WRITE, "Accepts an agenda, which then runs.")
            .taking(Parameter.IDEMPOTENCY_KEY)
            .taking(Body.SUBMITTED_AGENDA)
            .answering(
                201, Body.ACCEPTED_AGENDA, "The agenda is accepted; Location says where to look.")
            .answering(
                200, Body.ACCEPTED_AGENDA, "It had been accepted before, by the same key and body.")
            .refusing(
                "INVALID_DOCUMENT",
                "MALFORMED_JSON",
                "NOT_FOUND",
                "NO_INSIGHT",
                "IDEMPOTENCY_KEY_REUSED")),
    SUBMIT_BATCH(
        RouteSpec.post(
                "/v1/agendas/bulk",
                Access.WRITE,
                "Accepts or refuses each of up to 100 agendas, on its own.")
            .taking(Parameter.IDEMPOTENCY_KEY)
            .taking(Body.AGENDA_BATCH)
            .answering(200, Body.BATCH_OUTCOME, "What became of each; some may be refused.")
            .refusing("MALFORMED_JSON")),
    LIST(
        RouteSpec.get("/v1/agendas", Access.READ, "Lists the customer's agendas, newest first.")
            .taking(
                Parameter.LIMIT,
                Parameter.AFTER_AGENDA,
                Parameter.LINK_ID,
                Parameter.EXTERNAL_ID,
                Parameter.TITLE,
                Parameter.STATE,
                Parameter.OUTCOME,
                Parameter.FIELDS,
                Parameter.COUNT)
            .answering(
                200,
                Body.AGENDA_LIST,
                "A page of agendas. A call looks at 1,000 at the most: when few of them fit, a page"
                    + " may be short, or empty, and still have a next one.")),
    DOCUMENT(
        RouteSpec.get(
                "/v1/agendas/{agendaId}/document", Access.READ, "Gives the document as accepted.")
            .taking(Parameter.AGENDA_ID)
            .answering(200, Body.AGENDA_DOCUMENT, "The document, its fields in sorted order.")
            .refusing("NOT_FOUND")),
    CANCEL(
        RouteSpec.post(
                "/v1/agendas/{agendaId}/cancel",
                Access.WRITE,
                "Ends an agenda: nothing new starts but finally, what runs is ended.")
            .taking(Parameter.AGENDA_ID)
            .answering(200, Body.SIGNALLED_AGENDA, "It is cancelled, or coming to that.")
            .refusing("NOT_FOUND", "AGENDA_OVER")),
    PAUSE(
        RouteSpec.post(
                "/v1/agendas/{agendaId}/pause",
                Access.WRITE,
                "Starts nothing new of an agenda; what runs may finish.")
            .taking(Parameter.AGENDA_ID)
            .answering(200, Body.SIGNALLED_AGENDA, "It is paused.")
            .refusing("NOT_FOUND", "AGENDA_OVER", "AGENDA_NOT_STARTED")),
    RESUME(
        RouteSpec.post("/v1/agendas/{agendaId}/resume", Access.WRITE, "Lets a paused agenda go on.")
            .taking(Parameter.AGENDA_ID)
            .answering(200, Body.SIGNALLED_AGENDA, "It goes on.")
            .refusing("NOT_FOUND", "AGENDA_OVER")),
    ANSWER(
        RouteSpec.post(
                "/v1/agendas/{agendaId}/answers",
                Access.WRITE,
                "Approves or rejects an operation that waits for approval.")
            .taking(Parameter.AGENDA_ID)
            .taking(Body.APPROVAL_ANSWER)
            .answering(200, Body.SIGNALLED_AGENDA, "The answer counts.")
            .refusing("NOT_FOUND", "MALFORMED_JSON", "NOT_AWAITED")),
    RERUN(
        RouteSpec.post(
                "/v1/agendas/{agendaId}/rerun",
                Access.WRITE,
                "Does an agenda that is over again, in whole or in part.")
            .taking(Parameter.AGENDA_ID)
            .taking(Body.RERUN_REQUEST)
            .answering(200, Body.RERUN_AGENDA, "What runs again, and what is reused.")
            .refusing(
                "NOT_FOUND",
                "NO_INSIGHT",
                "INVALID_DOCUMENT",
                "MALFORMED_JSON",
                "AGENDA_NOT_OVER")),
    REBIND(
        RouteSpec.post(
                "/v1/agendas/{agendaId}/rebind",
                Access.WRITE,
                "Binds an agenda that waits to an insight anew, by what the insights say now.")
            .taking(Parameter.AGENDA_ID)
            .taking(Body.REBIND_REQUEST)
            .answering(200, Body.REBOUND_AGENDA, "Where it waits now, and why there.")
            .refusing("NOT_FOUND", "NO_INSIGHT", "MALFORMED_JSON", "AGENDA_NOT_WAITING")),
    BUMP(
        RouteSpec.post(
                "/v1/agendas/{agendaId}/bump",
                Access.WRITE,
                "Puts an agenda that waits before all others that its customer has in its line.")
            .taking(Parameter.AGENDA_ID)
            .taking(Body.BUMP_REQUEST)
            .answering(200, Body.SIGNALLED_AGENDA, "It is the first of them; isNew if it wasn't.")
            .refusing("NOT_FOUND", "MALFORMED_JSON", "AGENDA_NOT_WAITING")),
    DELETE(
        RouteSpec.delete(
                "/v1/agendas/{agendaId}",
                Access.WRITE,
                "Deletes an agenda that is over, or still in line, with all that it has.")
            .taking(Parameter.AGENDA_ID)
            .answering(200, Body.SIGNALLED_AGENDA, "It is gone.")
            .refusing("NOT_FOUND", "AGENDA_NOT_OVER")),
    CREATE_UPLOAD(
        RouteSpec.post(
                "/v1/uploads",
                Access.WRITE,
                "Makes room for a document that is too large for a request: it is put beside the"
                    + " API, and then submitted by the upload's id.")
            .taking(Body.UPLOAD_REQUEST)
            .answering(201, Body.UPLOAD, "Where and how to put it.")
            .refusing("MALFORMED_JSON")),
    PUT_TEMPLATE(
        RouteSpec.put(
                "/v1/templates/{templateName}",
                Access.WRITE,
                "Makes a template, or its next version.")
            .taking(Parameter.TEMPLATE_NAME, Parameter.IF_MATCH, Parameter.IF_NONE_MATCH)
            .taking(Body.AGENDA_TEMPLATE)
            .answering(201, Body.TEMPLATE_VERSION, "There is a new version; ETag says which.")
            .answering(200, Body.TEMPLATE_VERSION, "The latest version says the same already.")
            .refusing("INVALID_DOCUMENT", "MALFORMED_JSON", "PRECONDITION_FAILED")),
    GET_TEMPLATE(
        RouteSpec.get("/v1/templates/{templateName}", Access.READ, "Gives a template.")
            .taking(Parameter.TEMPLATE_NAME, Parameter.TEMPLATE_OWNER, Parameter.TEMPLATE_VERSION)
            .answering(200, Body.STORED_TEMPLATE, "The version asked for; ETag says which.")
            .refusing("NOT_FOUND")),
    LIST_TEMPLATES(
        RouteSpec.get("/v1/templates", Access.READ, "Lists the customer's templates, by name.")
            .taking(Parameter.LIMIT, Parameter.AFTER_TEMPLATE, Parameter.TITLE)
            .answering(
                200,
                Body.TEMPLATE_LIST,
                "A page of templates. A call looks at 1,000 at the most: when few of them have the"
                    + " title, a page may be short, or empty, and still have a next one.")),
    DELETE_TEMPLATE(
        RouteSpec.delete(
                "/v1/templates/{templateName}",
                Access.WRITE,
                "Deletes a template with all its versions; their numbers are not used again.")
            .taking(Parameter.TEMPLATE_NAME, Parameter.IF_MATCH)
            .answering(200, Body.TEMPLATE_VERSION, "It is gone; this was the latest version.")
            .refusing("NOT_FOUND", "PRECONDITION_FAILED")),
    PLAN_TEMPLATE(
        RouteSpec.post(
                "/v1/templates/{templateName}/plan",
                Access.READ,
                "Says what a payload would make of a template, and runs nothing.")
            .taking(Parameter.TEMPLATE_NAME, Parameter.TEMPLATE_OWNER, Parameter.TEMPLATE_VERSION)
            .taking(Body.TEMPLATE_CALL)
            .answering(200, Body.AGENDA_PLAN, "The agenda that would run, or why none would.")
            .refusing("NOT_FOUND", "MALFORMED_JSON")),
    RUN_TEMPLATE(
        RouteSpec.post(
                "/v1/templates/{templateName}/run",
                Access.WRITE,
                "Accepts the agenda that a payload makes of a template.")
            .taking(
                Parameter.TEMPLATE_NAME,
                Parameter.TEMPLATE_OWNER,
                Parameter.TEMPLATE_VERSION,
                Parameter.IDEMPOTENCY_KEY)
            .taking(Body.TEMPLATE_CALL)
            .answering(
                201, Body.ACCEPTED_AGENDA, "The agenda is accepted; Location says where to look.")
            .answering(
                200, Body.ACCEPTED_AGENDA, "It had been accepted before, by the same key and body.")
            .refusing(
                "NOT_FOUND",
                "NO_INSIGHT",
                "MALFORMED_JSON",
                "INVALID_DOCUMENT",
                "IDEMPOTENCY_KEY_REUSED")),
    CREATE_TOKEN(
        RouteSpec.post("/v1/tokens", Access.ADMIN, "Makes an API token.")
            .taking(Body.TOKEN_REQUEST)
            .answering(201, Body.NEW_TOKEN, "The token; its secret is told only here.")
            .refusing("MALFORMED_JSON")),
    LIST_SECRETS(
        RouteSpec.get("/v1/secrets", Access.READ, "Lists the customer's secrets, without values.")
            .taking(Parameter.LIMIT, Parameter.AFTER_SECRET)
            .answering(200, Body.SECRET_LIST, "A page of secrets, by name.")),
    SET_SECRET(
        RouteSpec.put(
                "/v1/secrets/{secretName}",
                Access.WRITE,
                "Sets a secret; no route ever gives its value back.")
            .taking(Parameter.SECRET_NAME)
            .taking(Body.SECRET_VALUE)
            .answering(200, Body.SECRET, "The secret is set; an older value is gone.")
            .refusing("MALFORMED_JSON")),
    DELETE_SECRET(
        RouteSpec.delete("/v1/secrets/{secretName}", Access.WRITE, "Deletes a secret.")
            .taking(Parameter.SECRET_NAME)
            .answering(200, Body.SECRET, "The secret, as it was.")
            .refusing("NOT_FOUND")),
    SCHEMA(
        RouteSpec.get(
                "/v1/schemas/{schemaName}",
                Access.READ,
                "Gives the JSON Schema of what this API takes or answers.")
            .taking(Parameter.SCHEMA_NAME)
            .answering(200, Body.SCHEMA, "The schema; agenda-document is that of agendas.")
            .refusing("NOT_FOUND"));

    private final RouteSpec spec;

    Agenda(RouteSpec spec) {
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
  }

  /** Routes of progress-service. */
  enum Progress implements Route {
    GET(
        RouteSpec.get(
                "/v1/agendas/{agendaId}",
                Access.READ,
                "Shows a whole run: state, outcome, figures, operations.")
            .taking(
                Parameter.AGENDA_ID,
                Parameter.OPERATION_LIMIT,
                Parameter.AFTER_OPERATION,
                Parameter.ITEMS_OF)
            .answering(200, Body.RUN, "The run as it stands, with a page of its operations.")
            .refusing("NOT_FOUND")),
    EVENTS(
        RouteSpec.get(
                "/v1/agendas/{agendaId}/events", Access.READ, "Tells what happened, in order.")
            .taking(Parameter.AGENDA_ID, Parameter.AFTER_EVENT)
            .answering(200, Body.EVENT_LIST, "Some events; ask again after the last of them.")
            .refusing("NOT_FOUND")),
    LOGS(
        RouteSpec.get(
                "/v1/agendas/{agendaId}/logs", Access.READ, "Gives what the operations wrote.")
            .taking(
                Parameter.AGENDA_ID,
                Parameter.OPERATION,
                Parameter.ATTEMPT,
                Parameter.FROM_CHARACTER)
            .answering(
                200,
                Body.LOG_LIST,
                "The end of the output of each attempt; or a page of all that one attempt wrote.")
            .refusing("NOT_FOUND")),
    WHY(
        RouteSpec.get(
                "/v1/agendas/{agendaId}/why",
                Access.READ,
                "Says why an agenda and its operations are where they are, and what would unblock"
                    + " them.")
            .taking(Parameter.AGENDA_ID, Parameter.OPERATION)
            .answering(
                200, Body.WHY, "A reason for the agenda, and one for each operation not over.")
            .refusing("NOT_FOUND")),
    ETA(
        RouteSpec.get(
                "/v1/agendas/{agendaId}/eta",
                Access.READ,
                "Says when an agenda starts and ends, each with an 80 % interval, and by what"
                    + " assumptions.")
            .taking(Parameter.AGENDA_ID)
            .answering(200, Body.ETA, "The times, or why they cannot be told.")
            .refusing("NOT_FOUND")),
    SHARES(
        RouteSpec.get(
                "/v1/insights/{insightId}/shares",
                Access.READ,
                "Tells how an insight divides what it has: an operator of every customer, anybody"
                    + " else of itself.")
            .taking(Parameter.INSIGHT_ID)
            .answering(200, Body.SHARES, "Shares, lags, slots and waits as they are now.")
            .refusing("NOT_FOUND")),
    ARRIVALS(
        RouteSpec.get(
                "/v1/insights/{insightId}/arrivals",
                Access.READ,
                "Tells what came to an insight and how long it took, for a simulation: an operator"
                    + " of every customer, anybody else of itself.")
            .taking(Parameter.INSIGHT_ID, Parameter.SINCE, Parameter.LIMIT, Parameter.AFTER_ARRIVAL)
            .answering(
                200,
                Body.ARRIVAL_LIST,
                "What is over and still kept. A page may be empty and still have a next one.")
            .refusing("NOT_FOUND")),
    LIST_INVENTORIES(
        RouteSpec.get("/v1/inventories", Access.READ, "Lists the customer's inventories, by name.")
            .taking(Parameter.LIMIT, Parameter.AFTER_INVENTORY)
            .answering(200, Body.INVENTORY_LIST, "A page of inventories.")),
    GET_INVENTORY(
        RouteSpec.get(
                "/v1/inventories/{inventoryName}",
                Access.READ,
                "Shows what is in an inventory, and which agenda has it.")
            .taking(Parameter.INVENTORY_NAME, Parameter.LIMIT, Parameter.AFTER_COMPONENT)
            .answering(200, Body.INVENTORY, "The inventory and a page of its components, by id.")
            .refusing("NOT_FOUND"));

    private final RouteSpec spec;

    Progress(RouteSpec spec) {
      this.spec = spec;
    }

    @Override
    public RouteSpec spec() {
      return spec;
    }

    @Override
    public FunctionSpec function() {
      return FunctionSpec.PROGRESS_SERVICE;
    }
  }
}
