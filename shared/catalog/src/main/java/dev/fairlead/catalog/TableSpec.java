package dev.fairlead.catalog;

import java.util.List;

/** The tables. Each has the key {@code pk} (text), {@code sk} (text). */
public enum TableSpec {
  /** Everything of one agenda in one partition: header, run, journal, snapshot, logs. */
  AGENDAS("agendas", List.of(new IndexSpec("byCustomer", "customerId", "listKey"))),
  /** Who is in line: waiting and dispatched entries, and the claim of each insight. */
  LINES("lines", List.of(new IndexSpec("byAge", "waitingAt", "age"))),
  /** Messages that a transaction promised to send. */
  OUTBOX("outbox", List.of()),
  /** Alarms in sharded minute buckets. */
  TIMERS("timers", List.of()),
  /** Client tokens of submits, and API tokens by their hash. */
  TOKENS("tokens", List.of());

  /**
   * A secondary index: sparse (an item without both attributes is not in it), all attributes
   * projected, eventually consistent.
   */
  public record IndexSpec(String name, String partitionAttribute, String sortAttribute) {}

  private final String tableName;
  private final List<IndexSpec> indexes;

  TableSpec(String tableName, List<IndexSpec> indexes) {
    this.tableName = tableName;
    this.indexes = indexes;
  }

  public String tableName() {
    return tableName;
  }

  public List<IndexSpec> indexes() {
    return indexes;
  }

  /** Attribute by which DynamoDB collects garbage (epoch seconds); never relied on for meaning. */
  public static final String EXPIRY_ATTRIBUTE = "expiresAt";
}
