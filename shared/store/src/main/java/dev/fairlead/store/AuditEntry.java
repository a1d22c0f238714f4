package dev.fairlead.store;

import dev.fairlead.core.id.CustomerId;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody did that others wait for, or have to wait longer because of. Never changed.
 *
 * @param id sorts by time
 * @param by whose credential it was
 * @param byName what the reader knew that by then; empty of what was told before there were names
 * @param owner of what it was done to
 * @param kind of what it was done to, as people call it
 * @param subject its id
 * @param reason what was said then
 */
public record AuditEntry(
    String id,
    Instant at,
    String by,
    Optional<String> byName,
    CustomerId owner,
    Action action,
    String kind,
    String subject,
    String reason) {
  /**
   * What an author did.
   *
   * @param id new, and sorting by time
   */
  public static AuditEntry of(
      Author author,
      String id,
      Instant at,
      CustomerId owner,
      Action action,
      String kind,
      String subject,
      String reason) {
    return new AuditEntry(
        id, at, author.tokenId(), Optional.of(author.name()), owner, action, kind, subject, reason);
  }

  AuditEntry byName(String other) {
    return new AuditEntry(id, at, by, Optional.of(other), owner, action, kind, subject, reason);
  }

  /** What was done. */
  public enum Action {
    HOLD,
    RELEASE,
    DRAIN,
    REBIND,
    BUMP
  }
}
