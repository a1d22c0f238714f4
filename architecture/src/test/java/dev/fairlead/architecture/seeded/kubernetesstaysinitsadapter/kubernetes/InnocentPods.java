package dev.fairlead.architecture.seeded.kubernetesstaysinitsadapter.kubernetes;

import dev.fairlead.architecture.seeded.kubernetesstaysinitsadapter.io.fabric8.kubernetes.Client;

record InnocentPods(Client known) {}
