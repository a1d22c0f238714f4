/** What a check-up finds, and how that is told. */
@NullMarked
package dev.fairlead.doctor.finding;

import org.jspecify.annotations.NullMarked;
