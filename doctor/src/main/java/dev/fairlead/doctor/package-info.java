/**
 * The check-up that an operator runs before and after a deployment. Reads only: it changes nothing
 * anywhere, and shows no credentials.
 */
@NullMarked
package dev.fairlead.doctor;

import org.jspecify.annotations.NullMarked;
