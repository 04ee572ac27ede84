/**
 * The one plan of the CPU: a batch goes through a network in blocks of samples, shared out among
 * threads. The sums over samples are made in an order that does not depend on the number of
 * threads. What runs a layer inside a block is none of its business.
 */
package io.github.lenetcl.compute.cpu.blocks;
