/** API tokens at rest: only hashes of secrets are stored. */
@NullMarked
package dev.fairlead.store.identity;

import org.jspecify.annotations.NullMarked;
