/**
 * {@code lenet-archive}, a command for {@code spark-submit}: reads an archive of pictures, wave by
 * wave, into two tables, the answers and what could not be read, and goes on where it was stopped.
 */
package io.github.lenetcl.spark.archive;
