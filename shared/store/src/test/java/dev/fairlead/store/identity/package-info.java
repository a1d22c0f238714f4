@NullMarked
package dev.fairlead.store.identity;

import org.jspecify.annotations.NullMarked;
