package dev.fairlead.aws;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Query;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended, as text: each part in URL-safe base 64, joined by dots. The query's partition
 * is not in it, so that a cursor in the wrong hands leads nowhere but into the asker's own
 * partition.
 */
record PagePosition(List<String> parts) {
  private static final int OF_TABLE = 1;
  private static final int OF_INDEX = 3;

  PagePosition {
    parts = List.copyOf(parts);
  }

  static PagePosition ofTable(String sort) {
    return new PagePosition(List.of(sort));
  }

  static PagePosition ofIndex(String sort, String partition, String indexSort) {
    return new PagePosition(List.of(sort, partition, indexSort));
  }

  /** Reads a cursor back; {@code LIMIT_EXCEEDED} if it is not one of this kind of query. */
  static PagePosition of(Query.Cursor cursor, boolean ofIndex) {
    var parts = new ArrayList<String>();
    try {
      for (String part : cursor.value().split("\\.", -1)) {
        parts.add(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException e) {
      throw new PortException(Fault.LIMIT_EXCEEDED, "not a cursor", e);
    }
    if (parts.size() != (ofIndex ? OF_INDEX : OF_TABLE)) {
      throw new PortException(Fault.LIMIT_EXCEEDED, "not a cursor of this query");
    }
    return new PagePosition(parts);
  }

  Query.Cursor toCursor() {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return new Query.Cursor(
        String.join(
            ".",
            parts.stream()
                .map(part -> encoder.encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .toList()));
  }

  /** Sort key of the table. */
  String sort() {
    return parts.getFirst();
  }

  /** Partition key of the table; only of an index. */
  String partition() {
    return parts.get(1);
  }

  /** Sort key of the index; only of an index. */
  String indexSort() {
    return parts.get(2);
  }
}
