package dev.fairlead.core.port;

/**
 * Where an item lives. Items of one partition are ordered by {@code sort} (by UTF-8 bytes, so keep
 * sort keys ASCII) and share one partition's throughput: about 1,000 write units a second on AWS.
 *
 * @param table logical table name, as declared in the catalog
 * @param partition 1 to 2,048 bytes
 * @param sort 1 to 1,024 bytes
 */
public record Key(String table, String partition, String sort) {
  public Key {
    if (table.isEmpty() || partition.isEmpty() || sort.isEmpty()) {
      throw new IllegalArgumentException(
          "a key has no empty part: " + table + " / " + partition + " / " + sort);
    }
  }
}
