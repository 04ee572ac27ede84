/**
 * The forms in which people keep images and labels, a class for each, found by {@link
 * java.util.ServiceLoader}: NumPy, text with delimiters, libsvm, ARFF, and, where the libraries of
 * the command are there, MATLAB, HDF5 and Parquet. Each says what a file holds, as columns of items
 * of one shape; which of them belong together, and what their numbers mean, is decided outside.
 */
package io.github.lenetcl.data.forms;
