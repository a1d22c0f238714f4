package dev.fairlead.core.secret;

import dev.fairlead.core.json.JsonPointer;

/**
 * Where in a payload a secret is still to be put. It is a place and not a mark in the text, so that
 * no text, wherever it comes from, can pass for one.
 *
 * @param place of a string in the payload
 * @param at the value goes before this character of the string as it is without any secret
 */
public record SecretUse(JsonPointer place, int at, SecretName name) {}
