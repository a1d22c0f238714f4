package dev.fairlead.reference;

import java.util.Optional;

/**
 * A tag on a test.
 *
 * @param tag what it says; a row's id, if it is right
 * @param test class and method, or the class alone
 * @param file of the test, from the checkout, with slashes
 * @param notRun why the build doesn't run it, or may skip it
 */
record Claim(String tag, String test, String file, Optional<String> notRun) {}
