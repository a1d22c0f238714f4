/**
 * Access to what a lease is on: commands, files, and what it serves over HTTP.
 *
 * <p>See docs/adr/0030.
 */
@NullMarked
package dev.fairlead.core.access;

import org.jspecify.annotations.NullMarked;
