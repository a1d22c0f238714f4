/** JSON as a value: what payloads, results and documents are made of. */
@NullMarked
package dev.fairlead.core.json;

import org.jspecify.annotations.NullMarked;
