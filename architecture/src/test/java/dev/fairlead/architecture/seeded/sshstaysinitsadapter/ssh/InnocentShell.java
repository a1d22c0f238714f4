package dev.fairlead.architecture.seeded.sshstaysinitsadapter.ssh;

import dev.fairlead.architecture.seeded.sshstaysinitsadapter.org.apache.sshd.client.SshClient;

record InnocentShell(SshClient known) {}
