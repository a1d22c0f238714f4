package dev.fairlead.core.port;

import java.util.Optional;

/**
 * A range of one partition, in sort order, a page at a time.
 *
 * @param index empty for the table itself (strongly consistent); else the name of a declared index,
 *     whose answer may lag behind the table and is a hint
 * @param from first sort key, inclusive; empty string for the start
 * @param to first sort key no longer wanted, exclusive; empty string for the end
 * @param limit 1 to 1,000 items a page
 * @param after where the last page ended
 */
public record Query(
    String table,
    Optional<String> index,
    String partition,
    String from,
    String to,
    boolean descending,
    int limit,
    Optional<Cursor> after) {

  /** Opaque position after a page's last item. Only good for the query that gave it. */
  public record Cursor(String value) {}

  public Query {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("limit is 1 to 1000, not " + limit);
    }
  }

  public static Query of(String table, String partition, int limit) {
    return new Query(table, Optional.empty(), partition, "", "", false, limit, Optional.empty());
  }

  public static Query ofIndex(String table, String index, String partition, int limit) {
    return new Query(table, Optional.of(index), partition, "", "", false, limit, Optional.empty());
  }

  /** Only sort keys in [from, to). */
  public Query between(String first, String beyond) {
    return new Query(table, index, partition, first, beyond, descending, limit, after);
  }

  /** Only sort keys that start with the prefix, which is ASCII. */
  public Query startingWith(String prefix) {
    return between(prefix, prefix + "\u007f");
  }

  public Query newestFirst() {
    return new Query(table, index, partition, from, to, true, limit, after);
  }

  public Query after(Cursor cursor) {
    return new Query(table, index, partition, from, to, descending, limit, Optional.of(cursor));
  }
}
