package dev.fairlead.architecture.seeded.functionsdonotknoweachother.reapers;

import dev.fairlead.architecture.seeded.functionsdonotknoweachother.progress.Progress;

record SeededReaper(Progress known) {}
