/** One process of the platform: its Kafka, its topics, and the services that its roles ask for. */
@NullMarked
package dev.weft.standalone.platform;

import org.jspecify.annotations.NullMarked;
