/** Access to the machine that Fairlead itself runs on: its commands, files and services. */
@NullMarked
package dev.fairlead.process;

import org.jspecify.annotations.NullMarked;
