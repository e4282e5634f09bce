/** Reading and writing the topics. The only package with Kafka's types; whoever uses it brings kafka-clients. */
@NullMarked
package dev.weft.schemas.kafka;

import org.jspecify.annotations.NullMarked;
