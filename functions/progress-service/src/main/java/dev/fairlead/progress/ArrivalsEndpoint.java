package dev.fairlead.progress;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.Admission;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Insights;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.RunRow;
import dev.fairlead.wire.Times;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came to an insight, and how long it took: for an operator of every customer, for anybody
 * else of itself. One call looks at agendas of one customer, the newest first. Cost: 1 query, 1
 * read unit for each agenda that is looked at, and 2 queries to find the next customer.
 */
final class ArrivalsEndpoint {
  private final Insights insights;
  private final Accounts accounts;
  private final ObjectRows objects;
  private final AgendaRows rows;

  ArrivalsEndpoint(AgendaRows rows, ItemStore items, InstantSource clock) {
    this.insights = new Insights(items, clock);
    this.accounts = new Accounts(items);
    this.objects = new ObjectRows(items);
    this.rows = rows;
  }

  /** Where a call goes on: with a customer, behind one of its agendas. */
  private record Cursor(CustomerId customer, Optional<AgendaId> before) {
    static Cursor parse(String text) {
      int slash = text.indexOf('/');
      return new Cursor(
          new CustomerId(text.substring(0, slash)),
          Optional.of(text.substring(slash + 1)).filter(id -> !id.isEmpty()).map(AgendaId::new));
    }

    @Override
    public String toString() {
      return customer + "/" + before.map(AgendaId::value).orElse("");
    }
  }

  Reply arrivals(Call call) {
    Caller caller = call.caller();
    Insight insight =
        Optional.of(call.path(Parameter.INSIGHT_ID))
            .filter(ObjectKind.INSIGHT::isId)
            .flatMap(insights::find)
            .filter(found -> caller.isOperator() || found.isVisibleTo(caller.customer()))
            .orElseThrow(
                () -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such insight."));
    Instant since = since(call);
    Optional<Cursor> cursor =
        call.text(Parameter.AFTER_ARRIVAL)
            .map(Cursor::parse)
            .or(() -> first(caller, insight))
            .filter(at -> caller.isOperator() || at.customer().equals(caller.customer()));
    var arrivals = new ArrayList<Json>();
    Optional<Cursor> next = Optional.empty();
    if (cursor.isPresent()) {
      CustomerId customer = cursor.get().customer();
      int limit = Math.toIntExact(call.whole(Parameter.LIMIT));
      var page = rows.list(customer, limit, cursor.get().before());
      for (AgendaHeader header : page.headers()) {
        if (!header.addedAt().isBefore(since)) {
          rows.run(header.key())
              .flatMap(row -> json(header, row, insight))
              .ifPresent(arrivals::add);
        }
      }
      boolean isPast = page.headers().stream().anyMatch(each -> each.addedAt().isBefore(since));
      next =
          page.next()
              .filter(_ -> !isPast)
              .map(before -> new Cursor(customer, Optional.of(before)))
              .or(() -> after(caller, insight, customer.value()));
    }
    return Reply.json(
        Json.object()
            .put("insightId", insight.id())
            .put("arrivals", Json.array(arrivals))
            .putText("next", next.map(Cursor::toString))
            .build());
  }

  private static Instant since(Call call) {
    try {
      return call.text(Parameter.SINCE).map(Instant::parse).orElse(Instant.EPOCH);
    } catch (DateTimeException _) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "The parameter since is no time in UTC.");
    }
  }

  private Optional<Cursor> first(Caller caller, Insight insight) {
    return caller.isOperator()
        ? after(caller, insight, "")
        : Optional.of(new Cursor(caller.customer(), Optional.empty()));
  }

  /** The next of those that have an object, an account in the insight, or ask themselves. */
  private Optional<Cursor> after(Caller caller, Insight insight, String customer) {
    if (!caller.isOperator()) {
      return Optional.empty();
    }
    Stream<String> stored =
        objects.list(ObjectKind.CUSTOMER, List.of(Shelf.OPERATORS), 1, customer).objects().stream()
            .map(object -> object.id());
    Stream<String> seen =
        accounts.all(insight.id(), customer, 1).stream().map(row -> row.key().customer().value());
    return Stream.concat(Stream.concat(stored, seen), Stream.of(caller.customer().value()))
        .filter(id -> id.compareTo(customer) > 0)
        .min(String::compareTo)
        .map(id -> new Cursor(new CustomerId(id), Optional.empty()));
  }

  private static Optional<Json> json(AgendaHeader header, RunRow row, Insight insight) {
    return row.admission()
        .filter(terms -> terms.insight().equals(insight.id()))
        .flatMap(terms -> row.completedAt().map(end -> json(header, terms, end)));
  }

  private static Json json(AgendaHeader header, Admission terms, Instant end) {
    long millis = Math.max(0, Duration.between(terms.at(), end).toMillis());
    return Json.object()
        .put("customerId", header.key().customer().value())
        .put("at", Times.text(header.addedAt()))
        .put("durationSeconds", Json.of(BigDecimal.valueOf(millis, 3)))
        .put("slots", Math.max(1, (long) Math.ceil(terms.held().slots())))
        .put("priority", terms.lane())
        .put("shape", terms.shape())
        .build();
  }
}
