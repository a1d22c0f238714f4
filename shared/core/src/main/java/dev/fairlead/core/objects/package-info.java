/** What customers, insights and resource pools may say, and who may see them. */
@NullMarked
package dev.fairlead.core.objects;

import org.jspecify.annotations.NullMarked;
