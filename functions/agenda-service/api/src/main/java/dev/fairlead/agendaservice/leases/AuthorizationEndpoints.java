package dev.fairlead.agendaservice.leases;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Drivers;
import dev.fairlead.core.port.Ports;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.Consents;
import dev.fairlead.store.Consents.Consent;
import dev.fairlead.store.Consents.Verdict;
import dev.fairlead.store.LeaseWakeUps;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.Times;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Who may use one's blueprints. To ask is to wait for a lease; whoever owns the blueprint answers
 * here, as often as he likes.
 */
final class AuthorizationEndpoints {
  private static final List<String> FIELDS = List.of("asker", "verdict");
  private static final List<String> ANSWERS =
      List.of(Verdict.AUTHORIZED.name(), Verdict.DECLINED.name());
  private static final JsonPointer AT = JsonPointer.WHOLE;
  private static final String CUSTOMER = "customer/";
  private static final String BLUEPRINT = "blueprint/";
  private static final int MAX_TEXT = 128;

  private final Consents consents;
  private final Sight sight;
  private final LeaseWakeUps wakeUps;
  private final InstantSource clock;

  AuthorizationEndpoints(Ports ports, InstantSource clock) {
    this.consents = new Consents(ports.items());
    this.sight = new Sight(ports.items());
    this.wakeUps = new LeaseWakeUps(ports.queues());
    this.clock = clock;
  }

  Reply list(Call call) {
    var id = sight.ownBlueprint(call).blueprint().id();
    return Reply.json(
        Json.object()
            .put(
                "authorizations",
                Json.array(consents.of(id).stream().map(AuthorizationEndpoints::json).toList()))
            .build());
  }

  Reply answer(Call call) {
    var blueprint = sight.ownBlueprint(call).blueprint();
    var body = JsonText.parse(call.body());
    var findings = new Findings();
    var given = body instanceof Json.Obj object ? object : Json.EMPTY;
    if (!(body instanceof Json.Obj)) {
      findings.add(AT, ProblemCode.WRONG_TYPE, "The body should be an object.");
    }
    findings.onlyFields(given, AT, FIELDS);
    var asker = required(given, "asker", findings);
    var of = asker.flatMap(name -> customerOf(name, blueprint.id(), call.caller(), findings));
    var verdict = required(given, "verdict", findings);
    if (verdict.filter(word -> !ANSWERS.contains(word)).isPresent()) {
      findings.add(
          AT.child("verdict"),
          ProblemCode.UNKNOWN_VALUE,
          "The field verdict is one of " + String.join(", ", ANSWERS) + ".");
    }
    if (asker.isEmpty() || of.isEmpty() || verdict.isEmpty() || !findings.problems().isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "The answer has problems.", findings.problems());
    }
    var answer =
        new Consent(
            blueprint.id(),
            asker.get(),
            of.get(),
            Verdict.valueOf(verdict.get()),
            call.caller().tokenId(),
            clock.instant());
    consents.answer(answer);
    Drivers.find(blueprint.type()).map(BlueprintDriver::resourceType).ifPresent(wakeUps::serve);
    return Reply.json(json(answer));
  }

  private static Optional<String> required(Json.Obj given, String name, Findings findings) {
    var text = findings.text(given, AT, name, MAX_TEXT);
    if (findings.present(given, name).isEmpty()) {
      findings.add(AT.child(name), ProblemCode.MISSING_FIELD, "The field " + name + " is missing.");
    }
    return text;
  }

  /** Whose that is: of a blueprint, which has asked or which the caller sees, its owner. */
  private Optional<CustomerId> customerOf(
      String asker, String about, Caller caller, Findings findings) {
    var place = AT.child("asker");
    if (asker.startsWith(CUSTOMER) && CustomerId.isValid(asker.substring(CUSTOMER.length()))) {
      return Optional.of(new CustomerId(asker.substring(CUSTOMER.length())));
    }
    if (!asker.startsWith(BLUEPRINT)) {
      findings.add(
          place, ProblemCode.UNKNOWN_VALUE, "The field asker is customer/ID or blueprint/ID.");
      return Optional.empty();
    }
    var owner =
        consents
            .find(about, asker)
            .map(Consent::of)
            .or(() ->
                sight
                    .blueprint(caller, asker.substring(BLUEPRINT.length()))
                    .map(found -> found.blueprint().owner()));
    if (owner.isEmpty()) {
      findings.add(place, ProblemCode.UNKNOWN_BLUEPRINT, "There is no such blueprint.");
    }
    return owner;
  }

  private static Json json(Consent consent) {
    return Json.object()
        .put("blueprintId", consent.blueprint())
        .put("asker", consent.asker())
        .put("customerId", consent.of().value())
        .put("verdict", consent.verdict().name())
        .put("by", consent.by())
        .put("at", Times.text(consent.at()))
        .build();
  }
}
