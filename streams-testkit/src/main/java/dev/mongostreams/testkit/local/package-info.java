/**
 * Members as processes of this machine: where a mongod comes from, and how it is started, ended and
 * started again.
 */
@NullMarked
package dev.mongostreams.testkit.local;

import org.jspecify.annotations.NullMarked;
