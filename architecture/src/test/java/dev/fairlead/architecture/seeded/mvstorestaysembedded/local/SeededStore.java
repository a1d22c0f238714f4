package dev.fairlead.architecture.seeded.mvstorestaysembedded.local;

import dev.fairlead.architecture.seeded.mvstorestaysembedded.org.h2.mvstore.MVStore;

record SeededStore(MVStore known) {}
