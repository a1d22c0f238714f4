package dev.fairlead.core.template;

import dev.fairlead.core.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A valid template: made by {@link TemplateRules} only after every rule held.
 *
 * @param staticParameters values by the name that references know them by
 * @param parameters JSON Schema of the payload; without one any payload will do
 * @param agenda an agenda document, but for references to static parameters and to the payload
 * @param canonical the template as accepted: what is stored and hashed
 */
public record AgendaTemplate(
    Optional<String> title,
    Map<String, Json> staticParameters,
    Optional<Json> parameters,
    Json.Obj agenda,
    Json.Obj canonical) {
  public AgendaTemplate {
    staticParameters = Collections.unmodifiableMap(new LinkedHashMap<>(staticParameters));
  }
}
