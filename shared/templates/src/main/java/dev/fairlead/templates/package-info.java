/** What becomes of templates: plans of agendas, for whoever accepts these. */
@NullMarked
package dev.fairlead.templates;

import org.jspecify.annotations.NullMarked;
