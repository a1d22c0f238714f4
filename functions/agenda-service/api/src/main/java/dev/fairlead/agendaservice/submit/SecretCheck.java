package dev.fairlead.agendaservice.submit;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.error.NearestName;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.store.secret.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the customer has the secrets that a document asks for. A name that is not there now is
 * most often mistyped, and known at submit rather than hours later; that it is there now does not
 * mean that it will be when it is needed.
 *
 * <p>Cost: 1 read unit a name, and 1 query when one is missing; nothing for a document without
 * secrets.
 */
public final class SecretCheck {
  private static final int NAMES_FOR_SUGGESTIONS = 200;

  private final Secrets secrets;

  /** A check against what is there now. */
  public SecretCheck(Secrets secrets) {
    this.secrets = secrets;
  }

  /** A problem for each place that asks for a secret which is not there. */
  public List<Problem> problems(CustomerId customer, AgendaDocument document) {
    var problems = new ArrayList<Problem>();
    var known = new HashMap<SecretName, Boolean>();
    asked(document)
        .forEach(asked -> {
          if (!known.computeIfAbsent(
              asked.name(), name -> secrets.find(customer, name).isPresent())) {
            problems.add(
                new Problem(
                    asked.place().toString(),
                    ProblemCode.UNKNOWN_SECRET,
                    "There is no secret " + asked.name() + ".",
                    suggestion(customer, asked.name()),
                    Optional.empty()));
          }
        });
    return problems;
  }

  private record Asked(JsonPointer place, SecretName name) {}

  /** With the places of the document, not of the payload alone. */
  private static List<Asked> asked(AgendaDocument document) {
    var all = new ArrayList<Asked>();
    for (var list : List.of("operations", "finally")) {
      if (document.canonical().field(list).orElse(Json.NULL)
          instanceof Json.Arr(List<Json> operations)) {
        for (int i = 0; i < operations.size(); i++) {
          if (operations.get(i) instanceof Json.Obj operation) {
            var place = JsonPointer.WHOLE.child(list).child(i).child("payload");
            operation
                .field("payload")
                .map(payload -> References.secrets(payload, place))
                .orElse(Map.of())
                .forEach((at, names) -> names.forEach(name -> all.add(new Asked(at, name))));
          }
        }
      }
    }
    return all;
  }

  private Optional<String> suggestion(CustomerId customer, SecretName name) {
    var others =
        secrets.list(customer, NAMES_FOR_SUGGESTIONS, Optional.empty()).entries().stream()
            .map(entry -> entry.name().value())
            .toList();
    return new NearestName().find(name.value(), others);
  }
}
