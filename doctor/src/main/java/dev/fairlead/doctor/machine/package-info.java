/** What is looked at on this machine. */
@NullMarked
package dev.fairlead.doctor.machine;

import org.jspecify.annotations.NullMarked;
