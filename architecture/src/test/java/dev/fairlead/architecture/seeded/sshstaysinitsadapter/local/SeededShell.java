package dev.fairlead.architecture.seeded.sshstaysinitsadapter.local;

import dev.fairlead.architecture.seeded.sshstaysinitsadapter.org.apache.sshd.client.SshClient;

record SeededShell(SshClient known) {}
