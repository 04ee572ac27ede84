/**
 * From digits to numbers: lines of digits are cut into more pieces than there are digits, the
 * network prices every piece, and the cheapest path through them is what the line says (LeCun et
 * al. 1998, Sections V to VII).
 */
package io.github.lenetcl.reading;
