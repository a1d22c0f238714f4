package dev.fairlead.architecture.seeded.jsonschemastaysinonepackage.templates.schema;

import dev.fairlead.architecture.seeded.jsonschemastaysinonepackage.dev.harrel.jsonschema.Validator;

record InnocentSchema(Validator validator) {}
