package dev.fairlead.architecture.seeded.jsonschemastaysinonepackage.agendaservice.templates;

import dev.fairlead.architecture.seeded.jsonschemastaysinonepackage.dev.harrel.jsonschema.Validator;

record SeededTemplate(Validator validator) {}
