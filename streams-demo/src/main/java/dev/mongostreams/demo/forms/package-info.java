/** Ways to handle changes other than one by one, for the guide's page on handling. */
@NullMarked
package dev.mongostreams.demo.forms;

import org.jspecify.annotations.NullMarked;
