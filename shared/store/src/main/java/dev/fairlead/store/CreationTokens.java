package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.time.Instant;
import java.util.Map;

/**
 * Client tokens of what is created: unique for a customer and a kind of object, for as long as
 * those of submits.
 */
public final class CreationTokens {
  private CreationTokens() {}

  /** What a token stands for. */
  public record Use(String id, String bodySha256) {}

  public static Key keyOf(CustomerId customer, ObjectKind kind, String token) {
    return keyOf(customer, kind.plural(), token);
  }

  /** Where the token of something lies that is no object: of {@code things}, as in a path. */
  public static Key keyOf(CustomerId customer, String things, String token) {
    return new Key(
        TableSpec.TOKENS.tableName(),
        customer + "/created/" + things + "/" + Sha256.hex(token),
        "token");
  }

  /** Takes the token, unless it was taken within {@link ClientTokens#MEMORY}. */
  public static Write take(Key key, Use use, Instant now) {
    Item item =
        Format.item(
            key,
            Map.of(
                "id",
                Attr.of(use.id()),
                "bodySha256",
                Attr.of(use.bodySha256()),
                TableSpec.EXPIRY_ATTRIBUTE,
                Attr.of(now.plus(ClientTokens.MEMORY).getEpochSecond())));
    return Write.put(
        item,
        Condition.any(
            Condition.absent(), Condition.below(TableSpec.EXPIRY_ATTRIBUTE, now.getEpochSecond())));
  }

  public static Use useOf(Item item) {
    Format.checked(item);
    return new Use(item.requireText("id"), item.requireText("bodySha256"));
  }
}
