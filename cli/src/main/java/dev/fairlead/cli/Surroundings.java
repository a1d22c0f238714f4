package dev.fairlead.cli;

import java.io.InputStream;
import java.time.InstantSource;

/** Everything outside that commands touch. */
record Surroundings(
    CliSettings settings,
    InputStream in,
    HiddenLine keyboard,
    Screen out,
    Screen err,
    InstantSource clock,
    Follower.Pause pause,
    EmbeddedServer.Launcher embedded,
    Life life) {}
