/**
 * Functions that look scalar in SQL and see the rows of a partition in batches.
 *
 * <p>A call is an ordinary expression of Catalyst, which gives the right answer for a row wherever
 * it stands. {@link io.github.lenetcl.spark.batching.BatchRule} takes calls out of projections,
 * filters, aggregates and sorts into a node of their own below these, as Spark does with functions
 * of Python; each is evaluated once there, however often it was written. Public only because
 * Catalyst makes copies of its nodes by reflection.
 */
package io.github.lenetcl.spark.batching;
