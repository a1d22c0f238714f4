/** Watches the pods of a cluster from inside of it, and tells executors what became of them. */
@NullMarked
package dev.fairlead.watcher;

import org.jspecify.annotations.NullMarked;
