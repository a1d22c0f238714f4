/** Calls of servers outside, over sockets, to addresses that have been looked at. */
@NullMarked
package dev.fairlead.resourcepool.http;

import org.jspecify.annotations.NullMarked;
