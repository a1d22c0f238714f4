package dev.fairlead.core.port;

import java.util.List;
import java.util.Optional;

/**
 * One page of a query.
 *
 * @param next present when there may be more; a page can be empty and still have a next
 */
public record Page(List<Item> items, Optional<Query.Cursor> next) {
  public Page {
    items = List.copyOf(items);
  }
}
