package dev.fairlead.core.planning;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Components and what each of them stands on.
 *
 * @param inventory where they are kept, if they are
 * @param components by id, in the order given
 */
public record ComponentSet(Optional<String> inventory, Map<String, Component> components) {
  /** Nothing. */
  public static final ComponentSet EMPTY = new ComponentSet(Optional.empty(), Map.of());

  private static final String COMPONENTS = "components";
  private static final String DEPENDS_ON = "dependsOn";
  private static final int MAX_TEXT = 256;
  private static final Set<String> SET_FIELDS = Set.of("inventory", COMPONENTS);
  private static final Set<String> FIELDS =
      Set.of("id", "component", "provider", DEPENDS_ON, "payload");

  /**
   * A component.
   *
   * @param place where it is said
   * @param kind of component
   * @param dependsOn ids of the components that it can't be without
   * @param payload what its handler is told
   */
  public record Component(
      JsonPointer place,
      String id,
      String kind,
      String provider,
      Set<String> dependsOn,
      Optional<Json> payload) {

    /** Whether it is the same in all that is said of it. */
    boolean isLike(Component other) {
      return kind.equals(other.kind)
          && provider.equals(other.provider)
          && dependsOn.equals(other.dependsOn)
          && payload.equals(other.payload);
    }
  }

  public ComponentSet {
    components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
  }

  /** Those that stand on a component. */
  List<Component> dependants(String id) {
    return components.values().stream()
        .filter(component -> component.dependsOn().contains(id))
        .toList();
  }

  /**
   * Reads a set: {@code {"inventory": ..., "components": [{"id", "component", "provider",
   * "dependsOn": [ids], "payload"}]}}.
   *
   * @param findings is told what is wrong with it; then what is read is not good for use
   */
  public static ComponentSet read(Json given, Findings findings) {
    if (!(given instanceof Json.Obj object)
        || !(object.field(COMPONENTS).orElse(Json.NULL) instanceof Json.Arr(List<Json> items))) {
      findings.add(
          JsonPointer.WHOLE,
          ProblemCode.WRONG_TYPE,
          "A set of components is an object with a list, components.");
      return EMPTY;
    }
    unknown(object, JsonPointer.WHOLE, SET_FIELDS, findings);
    var components = new LinkedHashMap<String, Component>();
    for (int i = 0; i < items.size(); i++) {
      var place = JsonPointer.WHOLE.child(COMPONENTS).child(Integer.toString(i));
      component(items.get(i), place, findings)
          .ifPresent(component -> {
            if (components.putIfAbsent(component.id(), component) != null) {
              findings.add(
                  place.child("id"),
                  ProblemCode.DUPLICATE_NAME,
                  "There is another component " + Quoted.name(component.id()) + ".");
            }
          });
    }
    components.values().forEach(component -> refuseUnknown(component, components, findings));
    return new ComponentSet(
        findings.text(object, JsonPointer.WHOLE, "inventory", MAX_TEXT), components);
  }

  private static Optional<Component> component(Json given, JsonPointer place, Findings findings) {
    if (!(given instanceof Json.Obj object)) {
      findings.add(place, ProblemCode.WRONG_TYPE, "A component is an object.");
      return Optional.empty();
    }
    unknown(object, place, FIELDS, findings);
    var id = required(object, place, "id", findings);
    var kind = required(object, place, "component", findings);
    var provider = required(object, place, "provider", findings);
    var dependsOn = new ArrayList<String>();
    var named = findings.present(object, DEPENDS_ON).orElse(Json.array(List.of()));
    if (named instanceof Json.Arr(List<Json> names)
        && names.stream().allMatch(Json.Str.class::isInstance)) {
      names.forEach(name -> dependsOn.add(((Json.Str) name).value()));
    } else {
      findings.wrongType(place.child(DEPENDS_ON), DEPENDS_ON, "a list of ids");
    }
    if (id.isEmpty() || kind.isEmpty() || provider.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Component(
            place,
            id.get(),
            kind.get(),
            provider.get(),
            Set.copyOf(dependsOn),
            findings.present(object, "payload")));
  }

  private static Optional<String> required(
      Json.Obj object, JsonPointer place, String name, Findings findings) {
    if (findings.present(object, name).isEmpty()) {
      findings.add(
          place.child(name), ProblemCode.MISSING_FIELD, "The field " + name + " is missing.");
    }
    return findings.text(object, place, name, MAX_TEXT).filter(text -> !text.isBlank());
  }

  private static void unknown(
      Json.Obj object, JsonPointer place, Set<String> known, Findings findings) {
    object.fields().keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name ->
            findings.add(
                place.child(name),
                ProblemCode.UNKNOWN_FIELD,
                "There is no field " + Quoted.name(name) + " here.",
                findings.nearest(name, known)));
  }

  private static void refuseUnknown(
      Component component, Map<String, Component> all, Findings findings) {
    component.dependsOn().stream()
        .filter(id -> !all.containsKey(id))
        .sorted()
        .forEach(id ->
            findings.add(
                component.place().child(DEPENDS_ON),
                ProblemCode.UNKNOWN_DEPENDENCY,
                "There is no component " + Quoted.name(id) + ".",
                findings.nearest(id, all.keySet())));
  }
}
