/** The command line: a client of the HTTP API, and a starter of the embedded host. */
@NullMarked
package dev.fairlead.cli;

import org.jspecify.annotations.NullMarked;
