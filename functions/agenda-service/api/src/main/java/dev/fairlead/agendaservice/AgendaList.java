package dev.fairlead.agendaservice;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.AgendaRows.Listing;
import dev.fairlead.store.Hold;
import dev.fairlead.store.Mark;
import dev.fairlead.store.RunRow;
import dev.fairlead.wire.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The list of a customer's agendas, or of those that fit.
 *
 * <p>Cost: half a read unit for each 4 KB of headers, or for those with a mark 1 and a header each;
 * and 1 for each agenda looked at, unless only agendas of a title are counted, or all.
 */
final class AgendaList {
  /** A call looks at so many; then it answers what it found, and where to go on. */
  private static final int MAX_LOOKED_AT = 1_000;

  private static final int PER_PAGE = 200;

  private static final List<String> FIELDS =
      List.of(
          "id",
          "title",
          "state",
          "held",
          "outcome",
          "insight",
          "addedAt",
          "startedAt",
          "completedAt",
          "operations");

  private final AgendaRows rows;

  AgendaList(AgendaRows rows) {
    this.rows = rows;
  }

  /** Which agendas are meant, and what is asked of them. */
  private record Asked(
      Optional<String> title,
      Optional<String> state,
      Optional<String> outcome,
      List<String> fields,
      int limit,
      boolean count) {
    boolean needsRun() {
      return !count || state.isPresent() || outcome.isPresent();
    }

    boolean isForAll() {
      return title.isEmpty() && state.isEmpty() && outcome.isEmpty();
    }

    boolean fits(AgendaHeader header, Optional<RunRow> run) {
      return (title.isEmpty() || title.equals(header.title()))
          && (state.isEmpty() || state.equals(run.map(row -> row.state().name())))
          && (outcome.isEmpty()
              || outcome.equals(run.flatMap(RunRow::outcome).map(AgendaOutcome::word)));
    }
  }

  Reply list(Call call) {
    Asked asked = asked(call);
    int pageSize = asked.isForAll() && !asked.count() ? asked.limit() : PER_PAGE;
    var lines = new ArrayList<Json>();
    int found = 0;
    int lookedAt = 0;
    Optional<AgendaId> next = call.text(Parameter.AFTER_AGENDA).map(AgendaId::new);
    do {
      Listing page = listing(call, pageSize, next);
      next = page.next();
      for (AgendaHeader header : page.headers()) {
        Optional<RunRow> run = asked.needsRun() ? Optional.of(run(header)) : Optional.empty();
        lookedAt++;
        if (asked.fits(header, run)) {
          found++;
          run.filter(_ -> !asked.count())
              .ifPresent(row -> lines.add(only(asked.fields(), line(header, row))));
        }
        if (!asked.count() && found == asked.limit()) {
          boolean isLast = next.isEmpty() && header.equals(page.headers().getLast());
          return reply(asked, lines, found, isLast ? Optional.empty() : idOf(header));
        }
      }
    } while (next.isPresent() && lookedAt < MAX_LOOKED_AT);
    return reply(asked, lines, found, next);
  }

  private static Optional<AgendaId> idOf(AgendaHeader header) {
    return Optional.of(header.key().agenda());
  }

  private static Reply reply(Asked asked, List<Json> lines, int found, Optional<AgendaId> next) {
    var answer = Json.object().put("agendas", Json.array(lines));
    if (asked.count()) {
      answer.put("count", found);
    }
    return Reply.json(answer.putText("next", next.map(AgendaId::value)).build());
  }

  private static Asked asked(Call call) {
    List<String> fields =
        call.text(Parameter.FIELDS).map(names -> Arrays.asList(names.split(","))).orElse(FIELDS);
    List<Problem> unknown =
        fields.stream()
            .filter(name -> !FIELDS.contains(name))
            .map(name ->
                new Problem(
                    "",
                    ProblemCode.INVALID_FILTER,
                    "There is no field " + name + "; there are " + String.join(", ", FIELDS) + "."))
            .toList();
    if (!unknown.isEmpty()) {
      throw new FairleadException(ErrorCode.INVALID_REQUEST, "A list has no such field.", unknown);
    }
    return new Asked(
        call.text(Parameter.TITLE),
        call.text(Parameter.STATE),
        call.text(Parameter.OUTCOME),
        fields,
        (int) call.whole(Parameter.LIMIT),
        call.text(Parameter.COUNT).equals(Optional.of("true")));
  }

  private Listing listing(Call call, int limit, Optional<AgendaId> after) {
    var customer = call.caller().customer();
    var link = call.text(Parameter.LINK_ID);
    var external = call.text(Parameter.EXTERNAL_ID);
    if (link.isPresent() && external.isPresent()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST,
          "A list goes by linkId or by externalId, not by both.",
          List.of(
              new Problem("", ProblemCode.INVALID_MARK, "linkId and externalId are both given.")));
    }
    return link.map(value -> rows.marked(customer, Mark.LINK_ID, value, limit, after))
        .or(() ->
            external.map(value -> rows.marked(customer, Mark.EXTERNAL_ID, value, limit, after)))
        .orElseGet(() -> rows.list(customer, limit, after));
  }

  private RunRow run(AgendaHeader header) {
    return rows.run(header.key()).orElseGet(() -> RunRow.accepted(header.key()));
  }

  private static Json only(List<String> fields, Json.Obj line) {
    var some = Json.object();
    FIELDS.stream()
        .filter(fields::contains)
        .forEach(name -> some.putIfPresent(name, line.field(name)));
    return some.build();
  }

  private static Json.Obj line(AgendaHeader header, RunRow run) {
    return Json.object()
        .put("id", header.key().agenda().value())
        .putText("title", header.title())
        .put("state", run.state().name())
        .putText("held", run.hold().map(Hold::word))
        .putText("outcome", run.outcome().map(AgendaOutcome::word))
        .put("insight", header.insight())
        .put("addedAt", Times.text(header.addedAt()))
        .putText("startedAt", run.startedAt().map(Times::text))
        .putText("completedAt", run.completedAt().map(Times::text))
        .put("operations", operations(header, run))
        .build();
  }

  /** Between claim and end only the journal knows how many are complete: too dear for a list. */
  private static Json operations(AgendaHeader header, RunRow run) {
    var counts = Json.object().put("total", header.operations());
    return switch (run.state()) {
      case WAITING, READY -> counts.put("complete", 0).build();
      case EXECUTING, PAUSED, DRAINING -> counts.build();
      case COMPLETE -> counts.put("complete", header.operations()).build();
    };
  }
}
