/** Agenda templates: what they may hold, and how a payload makes an agenda of one. */
@NullMarked
package dev.fairlead.core.template;

import org.jspecify.annotations.NullMarked;
