/**
 * Members as containers, by Testcontainers. Whether that can work is found out first, by short
 * questions to the engine: Testcontainers itself may try for minutes.
 */
@NullMarked
package dev.mongostreams.testkit.docker;

import org.jspecify.annotations.NullMarked;
