/**
 * The experiments of LeCun et al. 1998, Section III, run again: each an {@link
 * io.github.lenetcl.experiment.Experiment} that trains and tests what it needs in a {@link
 * io.github.lenetcl.experiment.Lab} and writes a table, a figure and a page that sets the paper's
 * numbers beside those found here. All finished work is kept in the lab's folder and not done
 * again.
 */
package io.github.lenetcl.experiment;
