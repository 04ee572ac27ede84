/**
 * The equations of LeCun et al. 1998 in double precision, one sample at a time, written to be read
 * beside the paper and independent of the backends: what they are held to.
 */
package io.github.lenetcl.oracle;
