/**
 * {@code lenet-sweep}, a command for {@code spark-submit}: the trainings of an experiment of the
 * paper, a task each; the report is the one that {@code lenet experiment} makes, bit for bit.
 */
package io.github.lenetcl.spark.sweep;
