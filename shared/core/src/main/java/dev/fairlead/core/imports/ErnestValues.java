package dev.fairlead.core.imports;

import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.imports.GraphPath.Name;
import dev.fairlead.core.imports.GraphPath.Step;
import dev.fairlead.core.imports.GraphPath.Where;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a path into a plan stands for when one of its changes begins: something that is there
 * already, or something that an earlier change makes.
 *
 * <p>What exists is read as it is before a change, and as its output after; what is made by a
 * change that is neither before nor after the reader makes the reader wait for it.
 */
final class ErnestValues {
  private static final String COMPONENTS = "components";

  private final ErnestGraph graph;
  private final Set<Integer> completed;
  private final Map<String, Integer> indexes;
  private final Precedence precedence;

  /**
   * Values of a plan.
   *
   * @param completed changes that are not to be run; what they came to is there already
   */
  ErnestValues(ErnestGraph graph, Set<Integer> completed) {
    this.graph = graph;
    this.completed = Set.copyOf(completed);
    this.indexes = new HashMap<>(graph.indexes());
    this.precedence = Precedence.of(graph);
  }

  /** What a path came to. */
  sealed interface Found {}

  /** A value, put in as it is. */
  record There(Json value) implements Found {}

  /**
   * A credential, or a template that leads to one.
   *
   * @param of where the plan has it
   */
  record Secret(List<String> of, Json value) implements Found {}

  /** It is in the output of a change, by the change's id. */
  record Made(String id, JsonPointer pointer) implements Found {}

  /**
   * It is in one of the components that changes find, by their ids.
   *
   * @param pointer from the component on
   */
  record Looked(List<String> ids, Where which, JsonPointer pointer) implements Found {}

  /** It can't be carried over. */
  record Problem(ProblemCode code, String message) implements Found {}

  /**
   * Looks a path up.
   *
   * @param written the path as it was written, for messages
   * @param reader the change in whose body it stands
   */
  Found find(GraphPath path, String written, int reader) {
    var section = path.steps().getFirst() instanceof Name(String name) ? name : "";
    if (!section.equals(COMPONENTS) && !section.equals("changes")) {
      return there(
          GraphPath.find(graph.whole(), path.steps()), path.steps(), List.of(), false, written);
    }
    if (path.steps().size() < 2) {
      return unresolved(written, "which changes while the plan runs");
    }
    var rest = path.from(2);
    var id = element(section, path.steps().get(1));
    boolean isKnown =
        id.filter(known -> indexes.containsKey(known) || graph.data().containsKey(known))
            .isPresent();
    if (!isKnown) {
      return section.equals(COMPONENTS) && path.steps().get(1) instanceof Where which
          ? looked(which, rest, written, reader)
          : unresolved(written, "which the plan does not have");
    }
    Integer change = indexes.get(id.get());
    if (change == null || completed.contains(change)) {
      return settled(id.get(), Optional.ofNullable(change), section, rest, written);
    }
    return section.equals(COMPONENTS)
        ? existing(change, rest, written, reader)
        : planned(change, rest, written, reader);
  }

  /** The id of what a step leads to; what does not exist yet may be among the changes. */
  private Optional<String> element(String section, Step step) {
    return switch (step) {
      case Where(String field, String value) when field.equals(ErnestComponent.ID) ->
          Optional.of(value);
      case Where where ->
          inList(section, where)
              .or(() -> section.equals(COMPONENTS) ? inList("changes", where) : Optional.empty());
      case Name name ->
          GraphPath.find(graph.whole(), List.of(new Name(section), name)).flatMap(ErnestValues::id);
      case GraphPath.Each _ -> Optional.empty();
    };
  }

  private Optional<String> inList(String section, Where where) {
    return GraphPath.find(graph.whole(), List.of(new Name(section), where))
        .flatMap(ErnestValues::id);
  }

  private static Optional<String> id(Json component) {
    return component instanceof Json.Obj object
        ? object.text(ErnestComponent.ID)
        : Optional.empty();
  }

  /** Of something that the plan leaves alone, or is done with. */
  private Found settled(
      String id, Optional<Integer> change, String section, List<Step> rest, String written) {
    var done = change.map(graph.changes()::get);
    var data = Optional.ofNullable(graph.data().get(id));
    var component =
        section.equals(COMPONENTS)
            ? data.or(() -> done.filter(body -> !body.isDeletion()))
            : done.or(() -> data);
    return component
        .map(found -> field(found, rest, written))
        .orElseGet(() -> unresolved(written, "which the plan does not have"));
  }

  /** Of something among the components that the plan changes. */
  private Found existing(int change, List<Step> rest, String written, int reader) {
    var component = graph.changes().get(change);
    if (change != reader && !precedence.isBefore(reader, change) && !component.isDeletion()) {
      return made(component, rest, written);
    }
    if (precedence.isBefore(change, reader)) {
      return unresolved(written, "which is deleted before");
    }
    return Optional.ofNullable(graph.data().get(component.id()))
        .map(current -> field(current, rest, written))
        .orElseGet(() -> unresolved(written, "which does not exist yet"));
  }

  /** Of a change itself: what it came to, once it is over. */
  private Found planned(int change, List<Step> rest, String written, int reader) {
    var component = graph.changes().get(change);
    return precedence.isBefore(change, reader)
        ? made(component, rest, written)
        : field(component, rest, written);
  }

  /** Of something that the plan does not have: changes before the reader may find it. */
  private Found looked(Where which, List<Step> rest, String written, int reader) {
    List<String> searches =
        IntStream.range(0, graph.changes().size())
            .filter(change -> graph.changes().get(change).isSearch())
            .filter(change -> !completed.contains(change) && precedence.isBefore(change, reader))
            .mapToObj(change -> graph.changes().get(change).id())
            .toList();
    if (searches.isEmpty()) {
      return unresolved(written, "which the plan does not have");
    }
    return pointer(rest)
        .<Found>map(pointer -> new Looked(searches, which, pointer))
        .orElseGet(() ->
            new Problem(
                ProblemCode.BAD_TEMPLATE,
                Quoted.name(written)
                    + " asks for more than one place in what is found, or for one that a reference"
                    + " can't name."));
  }

  /** A place that a reference can name. */
  private static Optional<JsonPointer> pointer(List<Step> rest) {
    return GraphPath.pointer(rest)
        .filter(pointer -> pointer.tokens().stream().noneMatch(ErnestValues::endsReferences));
  }

  private static Found made(ErnestComponent change, List<Step> rest, String written) {
    return pointer(rest)
        .<Found>map(pointer -> new Made(change.id(), pointer))
        .orElseGet(() ->
            new Problem(
                ProblemCode.BAD_TEMPLATE,
                Quoted.name(written)
                    + " asks for more than one place in what "
                    + Quoted.name(change.id())
                    + " makes, or for one that a reference can't name."));
  }

  private static boolean endsReferences(String token) {
    return token.indexOf('?') >= 0 || token.indexOf('>') >= 0 || token.contains("@<");
  }

  private Found field(ErnestComponent component, List<Step> rest, String written) {
    boolean isHarmless =
        !rest.isEmpty()
            && rest.getFirst() instanceof Name(String field)
            && ErnestSecrets.isHarmless(field);
    return there(
        GraphPath.find(component.body(), rest),
        rest,
        List.of(component.id()),
        component.holdsCredentials() && !isHarmless,
        written);
  }

  private static Found there(
      Optional<Json> found,
      List<Step> steps,
      List<String> owner,
      boolean isSecret,
      String written) {
    if (found.isEmpty()) {
      return unresolved(written, "which leads nowhere");
    }
    boolean isNamedSecret =
        steps.stream()
            .anyMatch(step -> step instanceof Name(String name) && ErnestSecrets.isTelltale(name));
    if (!isSecret && !isNamedSecret && !holdsSecret(found.get())) {
      return new There(found.get());
    }
    return switch (found.get()) {
      case Json.Str _, Json.Num _ -> new Secret(place(owner, steps), found.get());
      case Json.Bool _, Json.Null _ -> new There(found.get());
      case Json.Obj _, Json.Arr _ ->
          new Problem(
              ProblemCode.CLEAR_CREDENTIAL,
              Quoted.name(written)
                  + " would put credentials into the agenda, where they could be read. Ask for"
                  + " each by itself: then it becomes a secret.");
    };
  }

  private static List<String> place(List<String> owner, List<Step> steps) {
    return Stream.concat(
            owner.stream(),
            steps.stream()
                .map(step ->
                    switch (step) {
                      case Name(String name) -> name;
                      case Where(String _, String value) -> value;
                      case GraphPath.Each _ -> "all";
                    }))
        .toList();
  }

  private static boolean holdsSecret(Json value) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.entrySet().stream()
              .anyMatch(field ->
                  ErnestSecrets.isTelltale(field.getKey()) || holdsSecret(field.getValue()));
      case Json.Arr(List<Json> items) -> items.stream().anyMatch(ErnestValues::holdsSecret);
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> false;
    };
  }

  private static Found unresolved(String written, String why) {
    return new Problem(
        ProblemCode.UNRESOLVED_TEMPLATE,
        "The template asks for " + Quoted.name(written) + ", " + why + ".");
  }
}
