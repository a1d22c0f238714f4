package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.store.Alarms.Alarm;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What customers said they would put beside the API. The bytes are blobs of theirs. */
public final class Uploads {
  private final ItemStore items;
  private final Alarms alarms;

  public Uploads(ItemStore items) {
    this.items = items;
    this.alarms = new Alarms(items, Alarms.Kind.REAP_UPLOAD);
  }

  /**
   * Room for a blob.
   *
   * @param expiresAt to the second; after that it can't be submitted any more
   */
  public record Upload(String id, String sha256, long bytes, Instant expiresAt) {}

  /**
   * Whose blobs an upload's are: its own, so that they go with it.
   *
   * @param id of the upload, which has the form of an agenda's
   */
  public static AgendaKey owner(CustomerId customer, String id) {
    return new AgendaKey(customer, new AgendaId(id));
  }

  /** Cost: 2 write units. */
  public void keep(CustomerId customer, Upload upload) {
    // First, so that there is no upload that nobody would clear away.
    items.write(alarms.set(new Alarm(owner(customer, upload.id()), upload.expiresAt())));
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

  /**
   * Removes an upload whose time is over, with what was put. Cost: 2 write units, and the blob's.
   */
  public void remove(Alarm expired, BlobStore blobs) {
    AgendaKey upload = expired.agenda();
    blobs.deleteAll(upload.toString());
    items.write(Write.delete(keyOf(upload.customer(), upload.agenda().value())));
    alarms.clear(expired);
  }

  private static Key keyOf(CustomerId customer, String id) {
    return new Key(TableSpec.AGENDAS.tableName(), customer + "/uploads", id);
  }
}
