package dev.fairlead.architecture.seeded.catalogisaleaf.catalog;

import dev.fairlead.architecture.seeded.catalogisaleaf.core.Rule;

record SeededTable(Rule known) {}
