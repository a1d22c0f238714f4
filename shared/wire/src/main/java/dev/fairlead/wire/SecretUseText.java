package dev.fairlead.wire;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where secrets go in a payload, as JSON: names and places, and never a value. */
public final class SecretUseText {
  private SecretUseText() {}

  /** A list, empty for none. */
  public static Json write(List<SecretUse> uses) {
    return Json.array(
        uses.stream()
            .map(use ->
                Json.object()
                    .put("place", use.place().toString())
                    .put("at", use.at())
                    .put("name", use.name().value())
                    .build())
            .toList());
  }

  /**
   * Reads what {@link #write} wrote; what is absent is none.
   *
   * @throws FairleadException {@code INVALID_REQUEST} if it is something else
   */
  public static List<SecretUse> read(Optional<Json> written) {
    var uses = new ArrayList<SecretUse>();
    if (written.orElse(Json.NULL) instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        if (!(item instanceof Json.Obj use)) {
          throw unreadable();
        }
        uses.add(
            new SecretUse(
                use.text("place")
                    .flatMap(JsonPointer::parse)
                    .orElseThrow(SecretUseText::unreadable),
                Math.toIntExact(use.whole("at").orElseThrow(SecretUseText::unreadable)),
                new SecretName(use.text("name").orElseThrow(SecretUseText::unreadable))));
      }
    }
    return uses;
  }

  private static FairleadException unreadable() {
    return new FairleadException(
        ErrorCode.INVALID_REQUEST, "An entry of secrets is {place, at, name}.");
  }
}
