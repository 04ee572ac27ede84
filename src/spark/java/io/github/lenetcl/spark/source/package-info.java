/**
 * Sources of pictures for Spark: {@code lenet-pictures}, files by the thousands in tasks of a
 * sensible size, multipage TIFF page by page; and {@code lenet-idx}, IDX files of any size in
 * splits. Both give a column {@code image} that the functions take.
 */
package io.github.lenetcl.spark.source;
