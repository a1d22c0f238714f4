package dev.fairlead.agendaservice;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.secret.Secrets;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.Times;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Secrets: set, list, delete. No answer and no problem ever holds a value. */
final class SecretEndpoints {
  private static final String VALUE = "value";

  private final Secrets secrets;
  private final InstantSource clock;

  SecretEndpoints(Secrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  Reply list(Call call) {
    var after = call.text(Parameter.AFTER_SECRET).map(SecretName::new);
    var listing = secrets.list(call.caller().customer(), (int) call.whole(Parameter.LIMIT), after);
    return Reply.json(
        Json.object()
            .put(
                "secrets",
                Json.array(listing.entries().stream().map(SecretEndpoints::json).toList()))
            .putText("next", listing.next().map(SecretName::value))
            .build());
  }

  Reply set(Call call) {
    var problems = new ArrayList<Problem>();
    var name = SecretName.of(call.path(Parameter.SECRET_NAME));
    if (name.isEmpty()) {
      problems.add(
          new Problem(
              "",
              ProblemCode.INVALID_SECRET_NAME,
              "A secret's name has 1 to 64 letters, digits, dots, underscores, dashes, and begins"
                  + " with a letter or digit."));
    }
    var value = value(JsonText.parse(call.body()), problems);
    if (name.isEmpty() || value.isEmpty() || !problems.isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "The secret can't be set like this.", problems);
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return Reply.json(json(secrets.set(call.caller().customer(), name.get(), value.get(), now)));
  }

  Reply delete(Call call) {
    var customer = call.caller().customer();
    var found =
        SecretName.of(call.path(Parameter.SECRET_NAME))
            .flatMap(name -> secrets.find(customer, name))
            .orElseThrow(
                () -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such secret."));
    secrets.delete(customer, found.name());
    return Reply.json(json(found));
  }

  private static Optional<SecretValue> value(Json body, List<Problem> problems) {
    if (body instanceof Json.Obj object) {
      object.fields().keySet().stream()
          .filter(field -> !field.equals(VALUE))
          .forEach(field ->
              problems.add(
                  // Whoever sends the value as a field's name must not read it in a log.
                  new Problem("", ProblemCode.UNKNOWN_FIELD, "There is no field but value here.")));
    }
    var text = body instanceof Json.Obj object ? object.text(VALUE) : Optional.<String>empty();
    if (text.filter(SecretValue::isValid).isEmpty()) {
      problems.add(
          new Problem(
              "/" + VALUE,
              ProblemCode.INVALID_SECRET_VALUE,
              "value is a text of at least "
                  + SecretValue.MIN_CHARACTERS
                  + " characters, blanks at its ends not counted, and at most "
                  + SecretValue.MAX_BYTES
                  + " bytes, without zero characters."));
      return Optional.empty();
    }
    return text.map(SecretValue::new);
  }

  private static Json json(Secrets.Entry entry) {
    return Json.object()
        .put("name", entry.name().value())
        .put("setAt", Times.text(entry.setAt()))
        .build();
  }
}
