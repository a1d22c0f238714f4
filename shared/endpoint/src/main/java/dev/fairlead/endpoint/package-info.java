/** Calls, replies, who may do what, and how failures look; knows no cloud and no server. */
@NullMarked
package dev.fairlead.endpoint;

import org.jspecify.annotations.NullMarked;
