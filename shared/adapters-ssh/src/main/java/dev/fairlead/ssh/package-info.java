/** Access to hosts by SSH: their commands, files and services. */
@NullMarked
package dev.fairlead.ssh;

import org.jspecify.annotations.NullMarked;
