/** Data sets from the network, checked by size and digest: what {@code lenet fetch} brings. */
package io.github.lenetcl.data.fetch;
