package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.agenda.TemplateCall;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.template.TemplateName;
import dev.fairlead.store.TemplateRows;
import dev.fairlead.store.TemplateVersion;
import dev.fairlead.templates.Planning;
import dev.fairlead.wire.JsonText;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sub-agendas that are made of a template of their customer's, as running one makes an agenda. */
final class ChildTemplates {
  private final TemplateRows rows;

  ChildTemplates(Ports ports) {
    this.rows = new TemplateRows(ports.items(), ports.blobs());
  }

  /** What a call made. */
  sealed interface Expanded {}

  /** A document. */
  record Made(Json.Obj document) implements Expanded {}

  /** None. */
  record Refused(Diagnostic why) implements Expanded {}

  /**
   * Makes the document. Cost: 2 reads, and a blob read for a large template.
   *
   * @param types those that its operations may have
   */
  Expanded expand(CustomerId customer, TemplateCall call, KnownTypes types) {
    Optional<TemplateVersion> version =
        rows.head(customer, new TemplateName(call.name()))
            .filter(head -> !head.isDeleted())
            .flatMap(head -> rows.version(head, call.version().orElse(head.latest())));
    if (version.isEmpty()) {
      return new Refused(new Diagnostic("no-template", "There is no such template or version."));
    }
    var plan =
        new Planning(types).plan(JsonText.parseStored(rows.text(version.get())), call.parameters());
    if (plan.problems().isEmpty() && plan.document().isPresent()) {
      return new Made(plan.document().get());
    }
    return new Refused(
        new Diagnostic(
            "invalid-agenda",
            plan.problems().stream()
                .limit(5)
                .map(problem -> problem.path() + ": " + problem.message())
                .collect(Collectors.joining(" "))));
  }
}
