/** Agendas as pictures, in the notations of programs that draw graphs. Pure. */
@NullMarked
package dev.fairlead.cli.graph;

import org.jspecify.annotations.NullMarked;
