/** Which insight an agenda waits in: objects and a document in, a choice and its reason out. */
@NullMarked
package dev.fairlead.core.binding;

import org.jspecify.annotations.NullMarked;
