/** The one declaration of the deployed system: tables, queues, routes, functions, schedules. */
@NullMarked
package dev.fairlead.catalog;

import org.jspecify.annotations.NullMarked;
