package dev.fairlead.core.imports;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which operation type does what: {@code vpc.delete.aws} (type, verb, provider) to a type.
 *
 * @param types by subject
 */
public record ErnestHandlers(Map<String, String> types) {
  /** Nobody does anything. */
  public static final ErnestHandlers NONE = new ErnestHandlers(Map.of());

  public ErnestHandlers {
    types = Map.copyOf(types);
  }

  /**
   * Reads a registry: an object with a type for each subject. A type that is not built in, nor
   * looks as if such a one was meant, is taken for one that operators registered; whether they did
   * is known to a server.
   *
   * @param knownTypes the operation types that are built in
   * @param findings is told what is wrong with it; then what is read is not good for use
   */
  public static ErnestHandlers read(Json given, Set<String> knownTypes, Findings findings) {
    if (!(given instanceof Json.Obj registry)) {
      findings.add(
          JsonPointer.WHOLE,
          ProblemCode.WRONG_TYPE,
          "A registry is an object with an operation type for each TYPE.VERB.PROVIDER.");
      return NONE;
    }
    var types = new LinkedHashMap<String, String>();
    registry
        .fields()
        .forEach((subject, type) -> {
          var place = JsonPointer.WHOLE.child(subject);
          if (!(type instanceof Json.Str(String name))) {
            findings.wrongType(place, subject, "the name of an operation type");
          } else {
            var meant =
                knownTypes.contains(name)
                    ? Optional.<String>empty()
                    : findings.nearest(name, knownTypes);
            if (meant.isPresent() || !KnownTypes.isRegistrable(name)) {
              findings.add(
                  place,
                  ProblemCode.UNKNOWN_TYPE,
                  "There is no operation type " + Quoted.name(name) + ".",
                  meant);
            } else {
              types.put(subject, name);
            }
          }
        });
    return new ErnestHandlers(types);
  }
}
