/** The ports at home: items, messages and blobs in this process, in memory or in a folder. */
@NullMarked
package dev.fairlead.embedded;

import org.jspecify.annotations.NullMarked;
