package dev.fairlead.core.access;

/**
 * Typed access to what a lease is on. Whoever opens it closes it. May be used by several threads;
 * not after it is closed.
 *
 * <p>A driver may offer interfaces of its own: they extend this, and whoever holds a lease opens
 * them by their class.
 */
public interface ResourceInterface extends AutoCloseable {
  /** Tells commands that still run to end, and ends the connection, if there is one. */
  @Override
  void close();
}
