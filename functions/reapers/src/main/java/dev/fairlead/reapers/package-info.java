/** Finds what got stuck: alarms, unsent promises, unclaimed agendas. */
@NullMarked
package dev.fairlead.reapers;

import org.jspecify.annotations.NullMarked;
