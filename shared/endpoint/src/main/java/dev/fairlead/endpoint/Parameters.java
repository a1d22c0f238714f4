package dev.fairlead.endpoint;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes from a request what its route declares, and nothing else. */
final class Parameters {
  private Parameters() {}

  /**
   * The declared parameters that came.
   *
   * @throws FairleadException with every one in query or headers that has not its form
   */
  static Map<Parameter, String> read(Route route, Map<String, String> path, Request request) {
    var values = new EnumMap<Parameter, String>(Parameter.class);
    var problems = new ArrayList<Problem>();
    for (Parameter parameter : route.spec().parameters()) {
      var value =
          switch (parameter.place()) {
            case PATH -> path.get(parameter.wireName());
            case QUERY -> request.query().get(parameter.wireName());
            case HEADER -> request.headers().get(parameter.headerName());
          };
      if (value != null) {
        values.put(parameter, value);
        if (parameter.place() != Parameter.Place.PATH && !parameter.form().fits(value)) {
          problems.add(problem(parameter));
        }
      }
    }
    refuse(problems);
    return values;
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST,
          problems.size() == 1
              ? problems.getFirst().message()
              : "The request has " + problems.size() + " problems.",
          problems);
    }
  }

  private static Problem problem(Parameter parameter) {
    return new Problem(
        "", code(parameter), parameter.wireName() + " is " + parameter.form().words() + ".");
  }

  private static ProblemCode code(Parameter parameter) {
    return switch (parameter) {
      case LIMIT, OPERATION_LIMIT -> ProblemCode.INVALID_LIMIT;
      case AFTER_AGENDA,
          AFTER_EVENT,
          AFTER_OPERATION,
          AFTER_SECRET,
          AFTER_TEMPLATE,
          AFTER_INVENTORY,
          AFTER_OBJECT,
          AFTER_AUDIT_ENTRY,
          AFTER_ARRIVAL,
          AFTER_COMPONENT,
          AFTER_LEASE,
          AFTER_RESOURCE,
          FROM_CHARACTER ->
          ProblemCode.INVALID_AFTER;
      case OPERATION, ITEMS_OF -> ProblemCode.INVALID_OPERATION;
      case IDEMPOTENCY_KEY -> ProblemCode.INVALID_IDEMPOTENCY_KEY;
      case LINK_ID, EXTERNAL_ID -> ProblemCode.INVALID_MARK;
      case TITLE,
          STATE,
          OUTCOME,
          SINCE,
          IN_RESOURCE_POOL,
          FIELDS,
          COUNT,
          ATTEMPT,
          LEASE_STATE,
          OF_BLUEPRINT,
          HOLDER ->
          ProblemCode.INVALID_FILTER;
      case CUSTOMER, TEMPLATE_OWNER -> ProblemCode.INVALID_CUSTOMER;
      case FILE_PATH -> ProblemCode.INVALID_PATH;
      case TEMPLATE_VERSION -> ProblemCode.INVALID_VERSION;
      case IF_MATCH, IF_NONE_MATCH -> ProblemCode.INVALID_PRECONDITION;
      case AGENDA_ID,
          TEMPLATE_NAME,
          SECRET_NAME,
          INVENTORY_NAME,
          CUSTOMER_ID,
          INSIGHT_ID,
          BLUEPRINT_ID,
          RESOURCE_POOL_ID,
          HANDLER_ID,
          SCHEMA_NAME,
          LEASE_ID,
          RESOURCE_ID,
          CORRELATION_ID ->
          throw new IllegalArgumentException(parameter + " is never refused for its form");
    };
  }
}
