package dev.fairlead.cli;

import dev.fairlead.core.lease.LeaseId;

/** Ids of leases and resources, which look the same. */
final class LeaseIds {
  private LeaseIds() {}

  /** Refuses what can be none before anything is sent. */
  static String require(String noun, String id) {
    if (!LeaseId.isValid(id)) {
      throw new CliException(
          ExitCode.INVALID, "'" + id + "' is no " + noun + "'s id: 26 small letters and digits.");
    }
    return id;
  }
}
