/**
 * The layers of LeNet-5 on samples side by side, in plain loops that Java's compiler turns into
 * vector instructions: for a Java without the module of the Vector API.
 */
package io.github.lenetcl.compute.cpu.lanes;
