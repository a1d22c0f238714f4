package dev.fairlead.store.secret;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A customer's secrets: a row for each name, and the value in the secret store, which whoever works
 * with names need not be able to read.
 *
 * <p>What may be stale after a crash: a value is set before its name and deleted after it, so that
 * a name without a value is not left behind; a value without a name is seen by nobody, and replaced
 * or deleted by the next set or delete.
 */
public final class Secrets {
  private static final String TABLE = TableSpec.SECRETS.tableName();
  private static final long FORMAT = 1;

  private final ItemStore items;
  private final SecretStore values;

  public Secrets(ItemStore items, SecretStore values) {
    this.items = items;
    this.values = values;
  }

  /** A secret as it may be shown. */
  public record Entry(SecretName name, Instant setAt) {}

  /**
   * Some secrets, by name.
   *
   * @param next the last of them, if there may be more
   */
  public record Listing(List<Entry> entries, Optional<SecretName> next) {
    public Listing {
      entries = List.copyOf(entries);
    }
  }

  /** Sets a secret; an older value is replaced. Cost: 1 write unit and a call to the values. */
  public Entry set(CustomerId customer, SecretName name, SecretValue value, Instant now) {
    values.put(customer.value(), name, value);
    items.write(
        Write.put(
            new Item(
                key(customer, name),
                Map.of("v", Attr.of(FORMAT), "setAt", Attr.of(now.toEpochMilli())))));
    return new Entry(name, now);
  }

  /** The secret, if there is one by this name. Cost: 1 read unit. */
  public Optional<Entry> find(CustomerId customer, SecretName name) {
    return items.read(key(customer, name)).map(Secrets::entry);
  }

  /** Deletes a secret. Cost: 1 write unit and a call to the values. */
  public void delete(CustomerId customer, SecretName name) {
    items.write(Write.delete(key(customer, name)));
    values.delete(customer.value(), name);
  }

  /** The secrets after a name, by name. Cost: 1 query. */
  public Listing list(CustomerId customer, int limit, Optional<SecretName> after) {
    Query all = Query.of(TABLE, customer.value(), limit);
    // No name has a blank, which sorts before all that a name may have.
    var page = items.query(after.map(name -> all.between(name + " ", "")).orElse(all));
    var entries = page.items().stream().map(Secrets::entry).toList();
    return new Listing(
        entries,
        page.next().isPresent() && !entries.isEmpty()
            ? Optional.of(entries.getLast().name())
            : Optional.empty());
  }

  private static Key key(CustomerId customer, SecretName name) {
    return new Key(TABLE, customer.value(), name.value());
  }

  private static Entry entry(Item item) {
    if (item.requireWhole("v") != FORMAT) {
      throw new PortException(PortException.Fault.CORRUPT, "a secret's row is of another format");
    }
    return new Entry(
        new SecretName(item.key().sort()), Instant.ofEpochMilli(item.requireWhole("setAt")));
  }
}
