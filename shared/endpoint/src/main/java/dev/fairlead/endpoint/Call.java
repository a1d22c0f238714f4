package dev.fairlead.endpoint;

import dev.fairlead.catalog.Form;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CorrelationId;
import java.util.Map;
import java.util.Optional;

/**
 * A call that has been routed and allowed.
 *
 * @param parameters those that came, of those that the route declares; in path, query and headers
 * @param contentType what the caller says the body is
 * @param body up to {@link Router#MAX_BODY_BYTES}; not copied: nobody changes it
 * @param caller whose objects the call may see; an admin may be acting for that customer
 * @param correlationId the caller's, or made up for the call
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of 5 MiB would cost
public record Call(
    Route route,
    Map<Parameter, String> parameters,
    Optional<String> contentType,
    byte[] body,
    Caller caller,
    CorrelationId correlationId) {
  public Call {
    parameters = Map.copyOf(parameters);
  }

  /**
   * A parameter of the path: not empty, and not known to have its form, since what names nothing is
   * answered like what names something unknown.
   *
   * @throws IllegalArgumentException if the route declares none such
   */
  public String path(Parameter parameter) {
    return text(parameter)
        .orElseThrow(() -> new IllegalArgumentException(parameter + " is not in the path"));
  }

  /**
   * A parameter of query or headers, if it came; it has its form.
   *
   * @throws IllegalArgumentException if the route does not declare it
   */
  public Optional<String> text(Parameter parameter) {
    if (!route.spec().parameters().contains(parameter)) {
      throw new IllegalArgumentException(route + " does not declare " + parameter);
    }
    return Optional.ofNullable(parameters.get(parameter));
  }

  /**
   * A number of the query, or what it usually is.
   *
   * @throws IllegalArgumentException if the route does not declare it, or not as a number
   */
  public long whole(Parameter parameter) {
    if (parameter.form() instanceof Form.Whole form) {
      return text(parameter).map(Long::parseLong).orElse(form.usual());
    }
    throw new IllegalArgumentException(parameter + " is no number");
  }
}
