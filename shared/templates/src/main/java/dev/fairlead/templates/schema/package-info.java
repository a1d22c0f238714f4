/**
 * JSON Schema 2020-12, within a budget. The only user of its library, which it loads when asked.
 */
@NullMarked
package dev.fairlead.templates.schema;

import org.jspecify.annotations.NullMarked;
