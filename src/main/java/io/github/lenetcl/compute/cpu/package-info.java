/**
 * The Java CPU backend: always there, and the reference of every other. Rooms: {@code reference},
 * the operations as plain loops over one sample; {@code blocks}, the plan that takes a batch
 * through a network in blocks of samples; {@code lanes} and {@code vector}, faster operations on
 * samples side by side, in plain loops and in vector instructions; {@code images}, from grey levels
 * to a network's inputs; {@code probe}, what this processor and this Java can do.
 */
package io.github.lenetcl.compute.cpu;
