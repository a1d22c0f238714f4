package dev.fairlead.store;

import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.ItemStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The insights that there are, as their objects say; {@code default} is one of them, stored or not.
 * For those who need one again and again: what was read is kept for {@link #KEPT}, so that a change
 * comes to effect that much later. That one isn't there is never kept: a new one is found at once
 * by its id.
 *
 * <p>Cost: 1 read unit per 4 KB of insights for all of them, 1 for one; nothing while it is kept.
 */
public final class Insights {
  /** How long an insight's object is not read again. */
  public static final Duration KEPT = Duration.ofSeconds(10);

  private static final int PER_PAGE = 1000;

  private final ObjectRows rows;
  private final InstantSource clock;
  private final Map<String, Kept<Insight>> byId = new ConcurrentHashMap<>();
  private volatile Optional<Kept<List<Insight>>> all = Optional.empty();
  private volatile Optional<Stamped> current = Optional.empty();

  public Insights(ItemStore items, InstantSource clock) {
    this.rows = new ObjectRows(items);
    this.clock = clock;
  }

  private record Kept<T>(T value, Instant from) {
    /** A clock that was set back makes nothing fresh. */
    boolean isFresh(Instant now) {
      return !now.isBefore(from) && now.isBefore(from.plus(KEPT));
    }
  }

  private record Stamped(String stamp, List<Insight> insights) {}

  /**
   * All insights as they are now, by id. Cost: 1 read unit, and all of them only after a change.
   */
  public List<Insight> current() {
    // Read before the insights: if one is changed meanwhile, they will be read again.
    String stamp = rows.insightsStamp();
    Optional<Stamped> kept = current.filter(read -> read.stamp().equals(stamp));
    if (kept.isPresent()) {
      return kept.get().insights();
    }
    List<Insight> read = read();
    current = Optional.of(new Stamped(stamp, read));
    return read;
  }

  /** All insights, by id. */
  public List<Insight> all() {
    Instant now = clock.instant();
    Optional<Kept<List<Insight>>> kept = all.filter(read -> read.isFresh(now));
    if (kept.isPresent()) {
      return kept.get().value();
    }
    List<Insight> read = read();
    all = Optional.of(new Kept<>(read, now));
    byId.clear();
    read.forEach(insight -> byId.put(insight.id(), new Kept<>(insight, now)));
    return read;
  }

  /** The insight of that id, as it was not long ago. */
  public Optional<Insight> find(String id) {
    Instant now = clock.instant();
    Optional<Insight> kept =
        Optional.ofNullable(byId.get(id)).filter(read -> read.isFresh(now)).map(Kept::value);
    if (kept.isPresent()) {
      return kept;
    }
    return findNow(id);
  }

  /** The insight of that id as it is now. Cost: 1 read unit. */
  public Optional<Insight> findNow(String id) {
    Instant now = clock.instant();
    Optional<Insight> read =
        rows.main(ObjectKind.INSIGHT, id)
            .map(Insights::of)
            .or(() -> Optional.of(Insight.DEFAULT).filter(builtIn -> builtIn.id().equals(id)));
    read.ifPresentOrElse(insight -> byId.put(id, new Kept<>(insight, now)), () -> byId.remove(id));
    return read;
  }

  private List<Insight> read() {
    var insights = new ArrayList<Insight>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      var page = rows.list(ObjectKind.INSIGHT, List.of(Shelf.OPERATORS), PER_PAGE, after.get());
      page.objects().forEach(object -> insights.add(of(object)));
      after = page.next();
    }
    if (insights.stream().noneMatch(insight -> Insight.isDefault(insight.id()))) {
      insights.add(Insight.DEFAULT);
    }
    insights.sort(Comparator.comparing(Insight::id));
    return List.copyOf(insights);
  }

  static Insight of(StoredObject object) {
    return Insight.of(object.id(), Optional.of(object.owner()), object.fields());
  }
}
