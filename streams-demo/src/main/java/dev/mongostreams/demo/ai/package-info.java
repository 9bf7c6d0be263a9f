/**
 * The database the guide talks about: AI models, their versions, and what those predicted. {@link
 * dev.mongostreams.demo.ai.AiDatabase} is the one interface, free of any backend's types; {@link
 * dev.mongostreams.demo.ai.Model}, {@link dev.mongostreams.demo.ai.Version}, {@link
 * dev.mongostreams.demo.ai.Prediction} and {@link dev.mongostreams.demo.ai.Metric} are its data.
 */
@NullMarked
package dev.mongostreams.demo.ai;

import org.jspecify.annotations.NullMarked;
