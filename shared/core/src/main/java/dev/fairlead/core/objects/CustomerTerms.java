package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.AmountFields;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Limits;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a customer is entitled to, which operators say.
 *
 * @param weight its share beside that of others, 0.001 to 1000
 * @param limits what its admitted agendas may hold in an insight; what it doesn't name is as the
 *     insight says
 */
public record CustomerTerms(double weight, Limits limits) {
  /** Of whoever has no object, or one that says nothing of it. */
  public static final CustomerTerms USUAL = new CustomerTerms(1, Limits.NONE);

  static final List<String> NAMES = List.of("weight", "limits");

  private static final BigDecimal LEAST = new BigDecimal("0.001");
  private static final BigDecimal MOST = BigDecimal.valueOf(1000);

  static CustomerTerms read(Json.Obj given, Findings findings) {
    return new CustomerTerms(
        findings
            .number(given, JsonPointer.WHOLE, "weight", LEAST, MOST)
            .map(BigDecimal::doubleValue)
            .orElse(USUAL.weight),
        AmountFields.limits(given, JsonPointer.WHOLE, "limits", findings).orElse(Limits.NONE));
  }

  /** What a customer's fields, which are known to be right, say about it. */
  public static CustomerTerms of(Json.Obj fields) {
    return read(fields, new Findings());
  }

  void putInto(Json.Builder json, Json.Obj given) {
    json.putIfPresent("weight", given.field("weight").filter(Json.Num.class::isInstance));
    PoolTerms.put(json, "limits", limits);
  }
}
