package dev.fairlead.endpoint;

import dev.fairlead.catalog.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the route of a path. Where two templates fit, the one with a literal segment earlier wins.
 * Cost: one pass over the templates. Immutable, so that routers can share one.
 */
public final class RouteTable<R extends Route> {
  private record Row<T extends Route>(PathTemplate template, T route) {}

  /** What a method and a path lead to. */
  public sealed interface Match<R extends Route> {
    /** A route; parameters are percent-decoded and not empty. */
    record Found<R extends Route>(R route, Map<String, String> pathParameters)
        implements Match<R> {}

    /** The path exists, for these methods. */
    record OtherMethods<R extends Route>(SortedSet<String> allowed) implements Match<R> {
      public OtherMethods {
        allowed = Collections.unmodifiableSortedSet(new TreeSet<>(allowed));
      }
    }

    /** No route has such a path. */
    record NoSuchPath<R extends Route>() implements Match<R> {}
  }

  private final List<Row<R>> rows;

  private RouteTable(List<Row<R>> rows) {
    this.rows = rows;
  }

  /** Refuses two routes that no path could tell apart. */
  public static <R extends Route> RouteTable<R> of(Collection<? extends R> routes) {
    var rows = new ArrayList<Row<R>>();
    var seen = new HashSet<String>();
    for (R route : routes) {
      var template = PathTemplate.parse(route.path());
      if (!seen.add(route.method() + " " + template.shape())) {
        throw new IllegalArgumentException("declared twice: " + route);
      }
      rows.add(new Row<>(template, route));
    }
    rows.sort(Comparator.comparing(row -> row.template().shape()));
    return new RouteTable<>(List.copyOf(rows));
  }

  /**
   * The route of a method and a path.
   *
   * @param path percent-encoded, without the query
   */
  public Match<R> match(String method, String path) {
    Optional<PathTemplate> fitting = Optional.empty();
    var allowed = new TreeSet<String>();
    for (var row : rows) {
      // Methods of a less literal template are not those of this path.
      if (fitting.isPresent() && !fitting.get().shape().equals(row.template().shape())) {
        break;
      }
      var parameters = row.template().match(path);
      if (parameters.isPresent()) {
        if (row.route().method().equals(method)) {
          return new Match.Found<>(row.route(), parameters.get());
        }
        fitting = Optional.of(row.template());
        allowed.add(row.route().method());
      }
    }
    return allowed.isEmpty() ? new Match.NoSuchPath<>() : new Match.OtherMethods<>(allowed);
  }
}
