package dev.fairlead.resourcepool.executor;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.run.RedactedEnding;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.Disclosure;
import dev.fairlead.core.secret.Redaction;
import dev.fairlead.resourcepool.resident.ResidentHandlers;
import dev.fairlead.resourcepool.resident.ResidentHandlers.Look;
import java.time.Duration;

/**
 * Looks at resident work: what it may know of secrets, and what others may know of what it says.
 */
final class Residents {
  private final SecretStore secrets;

  Residents(SecretStore secrets) {
    this.secrets = secrets;
  }

  /** Like {@link ResidentHandlers#look}. Cost: 1 call for each secret that the payload asks for. */
  Look look(
      CustomerId customer,
      String type,
      References.Resolved resolved,
      double timeScale,
      Duration elapsed) {
    if (!resolved.secrets().isEmpty() && HandlerSpec.typesWithoutSecrets().contains(type)) {
      // Submit refuses it.
      return new Look.Done(
          new Ending.Failed(new Diagnostic("secret", "The type " + type + " takes no secrets.")),
          "");
    }
    return switch (Disclosure.of(
        resolved.payload(), resolved.secrets(), name -> secrets.find(customer.value(), name))) {
      case Disclosure.Missing missing ->
          new Look.Done(new Ending.Failed(new Diagnostic("secret", missing.sentence())), "");
      case Disclosure.Disclosed open ->
          redacted(
              ResidentHandlers.look(type, open.payload(), timeScale, elapsed), open.redaction());
    };
  }

  private static Look redacted(Look look, Redaction redaction) {
    return switch (look) {
      case Look.Done(Ending ending, String log) ->
          new Look.Done(RedactedEnding.of(ending, redaction), redaction.text(log));
      case Look.Until until -> until;
    };
  }
}
