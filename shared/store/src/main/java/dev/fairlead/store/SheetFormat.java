package dev.fairlead.store;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.InFlight;
import dev.fairlead.core.scheduling.Pace;
import dev.fairlead.store.AccountRow.Head;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** An account on a sheet, as short as can be: what is zero is left out. */
final class SheetFormat {
  private static final String REVISION = "r";
  private static final String FINISH_TAG = "f";
  private static final String HELD = "h";
  private static final String IN_FLIGHT = "i";
  private static final String AT = "t";
  private static final String EXHAUSTED = "x";
  private static final String PACE = "p";
  private static final String HEAD = "a";
  private static final String HEAD_SINCE = "s";

  private SheetFormat() {}

  static Json json(AccountRow row) {
    Optional<Head> head = row.contends();
    return Json.object()
        .put(REVISION, row.revision())
        .put(FINISH_TAG, number(row.finishTag()))
        .put(AT, row.at().toEpochMilli())
        .putIfPresent(HELD, some(StoredAmounts.json(row.held()), !row.held().isZero()))
        .putIfPresent(
            IN_FLIGHT, some(inFlight(row.inFlight()), !row.inFlight().equals(InFlight.NONE)))
        .putIfPresent(EXHAUSTED, some(Json.of(true), row.isExhausted()))
        .putIfPresent(PACE, some(pace(row.pace()), row.pace().count() > 0))
        .putIfPresent(HEAD, head.map(oldest -> Json.of(oldest.agenda().value())))
        .putIfPresent(
            HEAD_SINCE,
            head.map(oldest -> Json.of(BigDecimal.valueOf(oldest.since().toEpochMilli()))))
        .build();
  }

  static AccountRow row(String insight, AccountKey key, Json json) {
    var stored = new StoredFields(json);
    Optional<Instant> since = stored.optionalTime(HEAD_SINCE);
    return new AccountRow(
        insight,
        key,
        stored.whole(REVISION),
        stored.decimal(FINISH_TAG),
        stored.optional(HELD).map(StoredAmounts::of).orElse(Amounts.NONE),
        stored.optional(IN_FLIGHT).map(SheetFormat::inFlight).orElse(InFlight.NONE),
        stored.time(AT),
        stored.optional(EXHAUSTED).isPresent(),
        stored.optional(PACE).map(SheetFormat::pace).orElse(Pace.UNSEEN),
        since.map(at -> new Head(at, new AgendaId(stored.text(HEAD)))));
  }

  private static Json inFlight(InFlight runs) {
    return numbers(runs.slots(), runs.slotStarts(), runs.charged(), runs.advance());
  }

  private static InFlight inFlight(Json json) {
    List<Double> sums = numbers(json);
    return new InFlight(sums.get(0), sums.get(1), sums.get(2), sums.get(3));
  }

  private static Json pace(Pace pace) {
    return numbers((double) pace.count(), pace.mean(), pace.variance());
  }

  private static Pace pace(Json json) {
    List<Double> known = numbers(json);
    return new Pace(known.get(0).longValue(), known.get(1), known.get(2));
  }

  private static Json numbers(double... values) {
    return Json.array(DoubleStream.of(values).mapToObj(SheetFormat::number).toList());
  }

  private static List<Double> numbers(Json json) {
    if (!(json instanceof Json.Arr(List<Json> items))) {
      throw StoredFields.corrupt("not an array of numbers");
    }
    return items.stream()
        .map(item -> {
          if (item instanceof Json.Num(BigDecimal number)) {
            return number.doubleValue();
          }
          throw StoredFields.corrupt("no number in an array of numbers");
        })
        .toList();
  }

  /** Exactly: what is read is what was written. */
  private static Json number(double value) {
    return Json.of(BigDecimal.valueOf(value).stripTrailingZeros());
  }

  private static Optional<Json> some(Json value, boolean isToBeSaid) {
    return isToBeSaid ? Optional.of(value) : Optional.empty();
  }
}
