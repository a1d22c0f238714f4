package dev.fairlead.core.agenda;

import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.JsonPointer;

/** Where a document may ask for a secret, and how. */
final class SecretRules {
  private SecretRules() {}

  static void check(
      Reference reference,
      JsonPointer place,
      OperationDraft draft,
      KnownTypes types,
      Findings findings) {
    if (reference.secret().isEmpty()) {
      findings.add(
          place,
          ProblemCode.BAD_REFERENCE,
          Quoted.plain(reference.text())
              + " is no reference, because a secret is @<secret:NAME>, without pointer or"
              + " fallback; names have 1 to 64 letters, digits, dots, underscores, dashes.");
    } else if (!types.takesSecrets(draft.type())) {
      findings.notSupportedYet(place, "A secret for type " + Quoted.name(draft.type()));
    } else if (makesOperations(place, draft)) {
      findings.notSupportedYet(place, "A secret in what makes operations");
    }
  }

  /** A list to work through, or operations to add, are kept, and so must hold no secret. */
  private static boolean makesOperations(JsonPointer place, OperationDraft draft) {
    var payload = draft.place().child("payload").tokens();
    boolean isInPayload =
        place.tokens().size() >= payload.size()
            && place.tokens().subList(0, payload.size()).equals(payload);
    return !isInPayload || draft.expansion() instanceof Expansion.Generator;
  }
}
