package dev.fairlead.agendaservice.objects;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectFields;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.endpoint.Authorization;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.ObjectRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The list of what a caller may see of a kind, or of what fits of that. */
final class ObjectList {
  /** A call looks at so many; then it answers what it found, and where to go on. */
  private static final int MAX_LOOKED_AT = 1_000;

  private static final int PER_PAGE = 200;

  private final ObjectKind kind;
  private final ObjectRows rows;

  ObjectList(ObjectKind kind, ObjectRows rows) {
    this.kind = kind;
    this.rows = rows;
  }

  /** What is asked for. */
  private record Asked(
      Optional<String> title, Optional<String> pool, List<String> fields, int limit) {
    boolean isForAll() {
      return title.isEmpty() && pool.isEmpty();
    }

    boolean fits(Json.Obj object) {
      return (title.isEmpty() || title.equals(object.text(ObjectFields.TITLE)))
          && (pool.isEmpty() || pool.equals(object.text(ObjectFields.RESOURCE_POOL)));
    }

    Json cut(Json.Obj object) {
      var some = Json.object();
      fields.forEach(name -> some.putIfPresent(name, object.field(name)));
      return some.build();
    }
  }

  /** A page of everything that is there, fitting or not. */
  private record Page(List<Json.Obj> objects, Optional<String> next) {}

  Reply list(Call call) {
    Asked asked = asked(call);
    int pageSize = asked.isForAll() ? asked.limit() : PER_PAGE;
    var found = new ArrayList<Json>();
    int lookedAt = 0;
    Optional<String> next = Optional.of(call.text(Parameter.AFTER_OBJECT).orElse(""));
    while (next.isPresent() && lookedAt < MAX_LOOKED_AT) {
      Page page = page(call, pageSize, next.get());
      next = page.next();
      for (Json.Obj object : page.objects()) {
        lookedAt++;
        if (asked.fits(object)) {
          found.add(asked.cut(object));
        }
        if (found.size() == asked.limit()) {
          boolean isLast = next.isEmpty() && object.equals(page.objects().getLast());
          return reply(found, isLast ? Optional.empty() : object.text(ObjectFields.ID));
        }
      }
    }
    return reply(found, next);
  }

  private Reply reply(List<Json> found, Optional<String> next) {
    return Reply.json(
        Json.object().put(kind.plural(), Json.array(found)).putText("next", next).build());
  }

  private Page page(Call call, int limit, String after) {
    var listing = rows.list(kind, Authorization.shelves(call.caller()), limit, after);
    var objects = new ArrayList<Json.Obj>();
    listing.objects().forEach(object -> objects.add(ObjectJson.of(object)));
    // Where it isn't stored, the built-in one has its place among the others.
    var builtIn = Insight.DEFAULT.id();
    boolean isHere =
        kind == ObjectKind.INSIGHT
            && builtIn.compareTo(after) > 0
            && listing.next().map(end -> builtIn.compareTo(end) < 0).orElse(true);
    if (isHere && rows.main(kind, builtIn).isEmpty()) {
      int before =
          (int)
              listing.objects().stream()
                  .filter(object -> object.id().compareTo(builtIn) < 0)
                  .count();
      objects.add(before, ObjectJson.builtIn());
    }
    return new Page(objects, listing.next());
  }

  private Asked asked(Call call) {
    var known = ObjectJson.fields(kind);
    List<String> fields =
        call.text(Parameter.FIELDS).map(names -> Arrays.asList(names.split(","))).orElse(known);
    List<Problem> unknown =
        fields.stream()
            .filter(name -> !known.contains(name))
            .map(name ->
                new Problem(
                    "",
                    ProblemCode.INVALID_FILTER,
                    "There is no field " + name + "; there are " + String.join(", ", known) + "."))
            .toList();
    if (!unknown.isEmpty()) {
      throw new FairleadException(ErrorCode.INVALID_REQUEST, "A list has no such field.", unknown);
    }
    return new Asked(
        call.text(Parameter.TITLE),
        switch (kind) {
          case CUSTOMER, INSIGHT, BLUEPRINT -> call.text(Parameter.IN_RESOURCE_POOL);
          case RESOURCE_POOL, HANDLER -> Optional.empty();
        },
        known.stream().filter(fields::contains).toList(),
        (int) call.whole(Parameter.LIMIT));
  }
}
