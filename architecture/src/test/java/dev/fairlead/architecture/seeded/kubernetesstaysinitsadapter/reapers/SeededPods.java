package dev.fairlead.architecture.seeded.kubernetesstaysinitsadapter.reapers;

import dev.fairlead.architecture.seeded.kubernetesstaysinitsadapter.io.fabric8.kubernetes.Client;

record SeededPods(Client known) {}
