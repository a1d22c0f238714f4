/** Finds out who is calling, from the credentials of a request. */
@NullMarked
package dev.fairlead.authorizer;

import org.jspecify.annotations.NullMarked;
