/** The ports over DynamoDB, SQS and S3. Only {@code AwsAdapters} and its settings are public. */
@NullMarked
package dev.fairlead.aws;

import org.jspecify.annotations.NullMarked;
