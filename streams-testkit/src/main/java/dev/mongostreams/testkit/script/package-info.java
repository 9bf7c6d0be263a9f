/**
 * A server that is not there. {@link dev.mongostreams.testkit.script.ScriptedSource} streams a
 * {@link dev.mongostreams.testkit.script.ScriptedHistory} and fails when its {@link
 * dev.mongostreams.testkit.script.Faults} say so: what a real server cannot be made to do on
 * demand.
 */
@NullMarked
package dev.mongostreams.testkit.script;

import org.jspecify.annotations.NullMarked;
