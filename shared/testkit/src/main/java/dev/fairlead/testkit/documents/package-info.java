/** Documents to refuse, and what a refusal has to say of each. */
@NullMarked
package dev.fairlead.testkit.documents;

import org.jspecify.annotations.NullMarked;
