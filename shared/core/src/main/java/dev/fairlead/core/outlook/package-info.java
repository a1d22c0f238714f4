/**
 * What becomes of an insight as it stands now: who goes before whom, what would let an agenda start
 * at once, and when it will start and end. All of it by the code that decides in production, {@link
 * dev.fairlead.core.scheduling.Contest}, over one {@link dev.fairlead.core.outlook.Outlook}; pure,
 * with chance given from outside.
 */
@NullMarked
package dev.fairlead.core.outlook;

import org.jspecify.annotations.NullMarked;
