/** Entry points that AWS Lambda loads. */
@NullMarked
package dev.fairlead.agendaservice.lambda;

import org.jspecify.annotations.NullMarked;
