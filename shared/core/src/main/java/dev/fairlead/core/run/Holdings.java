package dev.fairlead.core.run;

import dev.fairlead.core.quota.Grant;

/**
 * What an agenda has of things that it shares with others.
 *
 * @param grant what its operations may use together
 */
public record Holdings(InventoryView inventory, Grant grant) {
  /** Of an agenda that names no inventory and that nobody limits. */
  public static final Holdings NONE = new Holdings(InventoryView.NONE, Grant.UNLIMITED);
}
