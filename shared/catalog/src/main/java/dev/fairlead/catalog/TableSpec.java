package dev.fairlead.catalog;

import java.util.List;

/** The tables. Each has the key {@code pk} (text), {@code sk} (text). */
public enum TableSpec {
  AGENDAS(
      "agendas",
      "Everything of one agenda in one partition: header, run, journal, snapshot, logs.",
      List.of(new IndexSpec("byCustomer", "customerId", "listKey"))),
  TEMPLATES(
      "templates",
      "Agenda templates: a head for each, and its versions, which never change.",
      List.of()),
  INVENTORIES(
      "inventories",
      "Inventories: a head for each, which says who has it, its components, and who waits for it.",
      List.of()),
  OBJECTS(
      "objects",
      "Customers, insights, resource pools and blueprints, once for everyone who may see them.",
      List.of()),
  LINES(
      "lines",
      "Who is in line: waiting and dispatched entries; the ledger and the accounts of each"
          + " insight, and what is known of its queue.",
      List.of(
          new IndexSpec("byAge", "waitingAt", "age"), new IndexSpec("byTag", "taggedAt", "tag"))),
  LEASES(
      "leases",
      "Leases, resources, the slots they take, what happened to them and the signals to them.",
      List.of(
          new IndexSpec("byPlace", "place", "placeOrder"),
          new IndexSpec("byDue", "dueIn", "dueAt"),
          new IndexSpec("byCustomer", "customerId", "listKey"))),
  OUTBOX("outbox", "Messages that a transaction promised to send.", List.of()),
  TIMERS(
      "timers",
      "By the clock: looks at running agendas, deletion of old ones and of uploads.",
      List.of()),
  TOKENS("tokens", "Client tokens of submits, and API tokens by their hash.", List.of()),
  SECRETS(
      "secrets",
      "Names of secrets, a partition a customer; no values, those are apart.",
      List.of());

  /**
   * A secondary index: sparse (an item without both attributes is not in it), all attributes
   * projected, eventually consistent.
   */
  public record IndexSpec(String name, String partitionAttribute, String sortAttribute) {}

  private final String meaning;
  private final String tableName;
  private final List<IndexSpec> indexes;

  TableSpec(String tableName, String meaning, List<IndexSpec> indexes) {
    this.meaning = meaning;
    this.tableName = tableName;
    this.indexes = indexes;
  }

  /** What it is for, in a sentence. */
  public String meaning() {
    return meaning;
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
