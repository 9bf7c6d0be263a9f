/**
 * What the real-world examples have in common. An {@link dev.mongostreams.demo.example.Example} is
 * a subcommand of the demo; its {@link dev.mongostreams.demo.example.ExampleRun} gives it a replica
 * set, a database of its own, generated {@link dev.mongostreams.demo.example.Traffic} and an end,
 * and its {@link dev.mongostreams.demo.example.Summary} says whether the numbers are as promised.
 */
@NullMarked
package dev.mongostreams.demo.example;

import org.jspecify.annotations.NullMarked;
