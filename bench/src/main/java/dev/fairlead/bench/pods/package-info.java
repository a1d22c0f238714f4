/** How fast operations start as pods, beside the same pods made without Fairlead. */
@NullMarked
package dev.fairlead.bench.pods;

import org.jspecify.annotations.NullMarked;
