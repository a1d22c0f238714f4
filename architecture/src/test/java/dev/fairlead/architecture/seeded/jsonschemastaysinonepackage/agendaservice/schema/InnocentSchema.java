package dev.fairlead.architecture.seeded.jsonschemastaysinonepackage.agendaservice.schema;

import dev.fairlead.architecture.seeded.jsonschemastaysinonepackage.dev.harrel.jsonschema.Validator;

record InnocentSchema(Validator validator) {}
