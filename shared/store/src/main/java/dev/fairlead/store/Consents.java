package dev.fairlead.store;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which customers, and which blueprints, may use a blueprint of another customer. Whoever may see
 * it asks; its owner agrees or declines, and may do so again at any time: what is held stays.
 *
 * <p>Cost: 1 write unit a change, 1 read unit a look.
 */
public final class Consents {
  private static final int PER_BLUEPRINT = 1000;

  private final ItemStore items;

  public Consents(ItemStore items) {
    this.items = items;
  }

  /** What the owner says. */
  public enum Verdict {
    REQUESTED,
    AUTHORIZED,
    DECLINED
  }

  /**
   * One question and its answer.
   *
   * @param asker {@code customer/ID} or {@code blueprint/ID}
   * @param of the customer who asks, or owns the blueprint that does
   * @param by whose credential asked or answered last
   */
  public record Consent(
      String blueprint, String asker, CustomerId of, Verdict verdict, String by, Instant at) {
    /** The name of a customer who asks. */
    public static String asker(CustomerId customer) {
      return "customer/" + customer;
    }

    /** The name of a blueprint that asks. */
    public static String asker(String blueprint) {
      return "blueprint/" + blueprint;
    }
  }

  /** Asks, unless that was asked before; whatever was answered stands. */
  public void ask(Consent question) {
    items.write(Write.put(item(question), Condition.absent()));
  }

  /** Answers; who did not ask can be answered, too. */
  public void answer(Consent answer) {
    items.write(Write.put(item(answer)));
  }

  /** What is known of one question. */
  public Optional<Consent> find(String blueprint, String asker) {
    return items.read(key(blueprint, asker)).map(item -> read(blueprint, item));
  }

  /** All questions about a blueprint, by who asks. */
  public List<Consent> of(String blueprint) {
    return items
        .query(Query.of(LeaseRows.TABLE, partition(blueprint), PER_BLUEPRINT))
        .items()
        .stream()
        .map(item -> read(blueprint, item))
        .toList();
  }

  private static String partition(String blueprint) {
    return "consents/" + blueprint;
  }

  private static Key key(String blueprint, String asker) {
    return new Key(LeaseRows.TABLE, partition(blueprint), asker);
  }

  private static Item item(Consent consent) {
    return Format.item(
        key(consent.blueprint(), consent.asker()),
        Map.of(
            "of", Attr.of(consent.of().value()),
            "verdict", Attr.of(consent.verdict().name()),
            "by", Attr.of(consent.by()),
            "at", Attr.of(consent.at().toEpochMilli())));
  }

  private static Consent read(String blueprint, Item item) {
    Format.checked(item);
    return new Consent(
        blueprint,
        item.key().sort(),
        new CustomerId(item.requireText("of")),
        Verdict.valueOf(item.requireText("verdict")),
        item.requireText("by"),
        Instant.ofEpochMilli(item.requireWhole("at")));
  }
}
