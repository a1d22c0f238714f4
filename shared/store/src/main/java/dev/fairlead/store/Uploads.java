package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What customers said they would put beside the API. The bytes are blobs of theirs. */
public final class Uploads {
  private final ItemStore items;

  public Uploads(ItemStore items) {
    this.items = items;
  }

  /**
   * Room for a blob.
   *
   * @param expiresAt to the second; after that it can't be submitted any more
   */
  public record Upload(String id, String sha256, long bytes, Instant expiresAt) {}

  /** Cost: 1 write unit. */
  public void keep(CustomerId customer, Upload upload) {
    items.write(
        Write.put(
            Format.item(
                keyOf(customer, upload.id()),
                Map.of(
                    "sha256",
                    Attr.of(upload.sha256()),
                    "bytes",
                    Attr.of(upload.bytes()),
                    TableSpec.EXPIRY_ATTRIBUTE,
                    Attr.of(upload.expiresAt().getEpochSecond()))),
            Condition.absent()));
  }

  /** An upload, also one that has expired, until it is collected. Cost: 1 read unit. */
  public Optional<Upload> find(CustomerId customer, String id) {
    return items
        .read(keyOf(customer, id))
        .map(Format::checked)
        .map(item ->
            new Upload(
                id,
                item.requireText("sha256"),
                item.requireWhole("bytes"),
                Instant.ofEpochSecond(item.requireWhole(TableSpec.EXPIRY_ATTRIBUTE))));
  }

  private static Key keyOf(CustomerId customer, String id) {
    return new Key(TableSpec.AGENDAS.tableName(), customer + "/uploads", id);
  }
}
