/**
 * Digits and numbers on Apache Spark: SQL functions over binary columns, and the recogniser that
 * the tasks of an executor share.
 *
 * <p>Start at {@link io.github.lenetcl.spark.LenetSpark#register} or at {@link
 * io.github.lenetcl.spark.LenetExtensions} for SQL, and at {@link
 * io.github.lenetcl.spark.SharedRecogniser} for code that runs in tasks.
 */
package io.github.lenetcl.spark;
