package dev.fairlead.bench.faults;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.lambda.UnauthorizedException;
import dev.fairlead.local.HomeFunctions;
import dev.fairlead.wire.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A customer's calls over the API, as the gateway passes them on: authorizer first. */
final class Client {
  private final CustomerId customer;
  private final String secret;
  private final Turbulence turbulence;
  private final Sandboxes sandboxes;
  private final Witness witness;
  private final Optional<CustomerId> onBehalf;

  Client(
      CustomerId customer,
      String secret,
      Turbulence turbulence,
      Sandboxes sandboxes,
      Witness witness) {
    this.customer = customer;
    this.secret = secret;
    this.turbulence = turbulence;
    this.sandboxes = sandboxes;
    this.witness = witness;
    this.onBehalf = Optional.of(customer);
  }

  private Client(Client like) {
    this.customer = like.customer;
    this.secret = like.secret;
    this.turbulence = like.turbulence;
    this.sandboxes = like.sandboxes;
    this.witness = like.witness;
    this.onBehalf = Optional.empty();
  }

  /** The same, of somebody who has to do with everybody. */
  Client ofOperator() {
    return new Client(this);
  }

  CustomerId customer() {
    return customer;
  }

  /** An answer. */
  record Answer(int status, String body) {
    boolean isAccepted() {
      return status == 200 || status == 201;
    }

    /** Whether it is worth asking again. */
    boolean isPassing() {
      return status >= 500 || status == 429;
    }

    /** Whether nothing would take the agenda as insights and pools are. */
    boolean isTurnedAway() {
      return (status == 404 && json().text("code").equals(Optional.of("NO_INSIGHT")))
          || (status == 400 && body.contains("\"never-fits\""));
    }

    /** The agenda's id in it. */
    String id() {
      return json().text("id").orElse("none");
    }

    Json.Obj json() {
      return JsonText.parse(body.getBytes(StandardCharsets.UTF_8)) instanceof Json.Obj fields
          ? fields
          : Json.EMPTY;
    }
  }

  Optional<Answer> submit(Json document, String token) {
    return call(
        Route.Agenda.SUBMIT,
        Map.of(),
        JsonText.write(document),
        Map.of(Parameter.IDEMPOTENCY_KEY.wireName(), token, "Content-Type", "application/json"));
  }

  /** The run of an agenda, its events, or its logs. */
  Optional<Answer> look(Route.Progress route, String agenda) {
    return call(route, Map.of(Parameter.AGENDA_ID, agenda), "", Map.of());
  }

  /** Cancels, pauses or resumes an agenda. */
  Optional<Answer> signal(Route.Agenda signal, String agenda) {
    return call(signal, Map.of(Parameter.AGENDA_ID, agenda), "", Map.of());
  }

  /** Tells an agenda more than a word. */
  Optional<Answer> tell(Route.Agenda route, String agenda, Json body) {
    return call(
        route,
        Map.of(Parameter.AGENDA_ID, agenda),
        JsonText.write(body),
        Map.of("Content-Type", "application/json"));
  }

  /** Has something done with an insight or a pool. */
  Optional<Answer> tell(ObjectRoute route, Parameter parameter, String id, Json body) {
    return call(
        route,
        Map.of(parameter, id),
        JsonText.write(body),
        Map.of("Content-Type", "application/json"));
  }

  Optional<Answer> delete(String agenda) {
    return call(Route.Agenda.DELETE, Map.of(Parameter.AGENDA_ID, agenda), "", Map.of());
  }

  Optional<Answer> list() {
    return call(Route.Agenda.LIST, Map.of(), "", Map.of());
  }

  /** The answer; empty when there was none, since somebody crashed. */
  private Optional<Answer> call(
      Route route, Map<Parameter, String> values, String body, Map<String, String> headers) {
    var request =
        new APIGatewayProxyRequestEvent()
            .withHttpMethod(route.method())
            .withPath(route.target(values))
            .withBody(body);
    var context = new Slot<Map<String, Object>>();
    turbulence.as(
        FunctionSpec.AUTHORIZER.name(),
        Optional.empty(),
        () -> sandboxes.invoke(functions -> authorize(functions, request).ifPresent(context::put)));
    if (context.value().isEmpty()) {
      return Optional.empty();
    }
    var requestContext = new APIGatewayProxyRequestEvent.ProxyRequestContext();
    requestContext.setAuthorizer(context.value().get());
    var answer = new Slot<Answer>();
    turbulence.as(
        route.function().name(),
        onBehalf,
        () ->
            sandboxes.invoke(functions ->
                answer.put(
                    answer(
                        functions.call(
                            request.withHeaders(headers).withRequestContext(requestContext))))));
    turbulence.note(() ->
        customer
            + " "
            + request.getHttpMethod()
            + " "
            + request.getPath()
            + " -> "
            + answer.value().map(Answer::status).map(String::valueOf).orElse("nothing"));
    return answer.value();
  }

  private Optional<Map<String, Object>> authorize(
      HomeFunctions functions, APIGatewayProxyRequestEvent request) {
    var event =
        APIGatewayCustomAuthorizerEvent.builder()
            .withType("REQUEST")
            .withMethodArn(
                "arn:aws:execute-api:local:000000000000:home/home/"
                    + request.getHttpMethod()
                    + request.getPath())
            .withHeaders(Map.of("authorization", "Bearer " + secret))
            .build();
    try {
      return Optional.of(functions.authorize(event).getContext());
    } catch (UnauthorizedException refused) {
      throw new IllegalStateException("a good token was refused", refused);
    }
  }

  private Answer answer(APIGatewayProxyResponseEvent reply) {
    witness.keeps(reply.getBody());
    return new Answer(reply.getStatusCode(), reply.getBody());
  }

  /** What comes out of an invocation, if it ends well. */
  private static final class Slot<T> {
    private Optional<T> value = Optional.empty();

    void put(T what) {
      value = Optional.of(what);
    }

    Optional<T> value() {
      return value;
    }
  }
}
