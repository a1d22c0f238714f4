package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Client tokens of submits: unique per customer for seven days. A caller's text is stored only as
 * its hash, so that any text makes a key.
 */
public final class ClientTokens {
  /** How long a token is remembered. */
  public static final Duration MEMORY = Duration.ofDays(7);

  private ClientTokens() {}

  /** What a token stands for. */
  public record Use(AgendaId agenda, String bodySha256) {}

  public static Key keyOf(CustomerId customer, String token) {
    return new Key(
        TableSpec.TOKENS.tableName(), customer + "/client/" + Sha256.hex(token), "token");
  }

  /** Takes the token, unless it was taken within {@link #MEMORY}. */
  public static Write take(CustomerId customer, String token, Use use, Instant now) {
    Item item =
        Format.item(
            keyOf(customer, token),
            Map.of(
                "agenda",
                Attr.of(use.agenda().value()),
                "bodySha256",
                Attr.of(use.bodySha256()),
                TableSpec.EXPIRY_ATTRIBUTE,
                Attr.of(now.plus(MEMORY).getEpochSecond())));
    return Write.put(
        item,
        Condition.any(
            Condition.absent(), Condition.below(TableSpec.EXPIRY_ATTRIBUTE, now.getEpochSecond())));
  }

  /** Whether a token is not yet forgotten, though its row may be there. */
  public static boolean isRemembered(Item item, Instant now) {
    return item.requireWhole(TableSpec.EXPIRY_ATTRIBUTE) >= now.getEpochSecond();
  }

  public static Use useOf(Item item) {
    Format.checked(item);
    return new Use(new AgendaId(item.requireText("agenda")), item.requireText("bodySha256"));
  }
}
