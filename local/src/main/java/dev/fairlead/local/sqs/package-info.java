/** The embedded queues for outsiders: SQS's protocol on the loopback interface. */
@NullMarked
package dev.fairlead.local.sqs;

import org.jspecify.annotations.NullMarked;
