package dev.fairlead.architecture.seeded.mvstorestaysembedded.embedded;

import dev.fairlead.architecture.seeded.mvstorestaysembedded.org.h2.mvstore.MVStore;

record InnocentStore(MVStore known) {}
