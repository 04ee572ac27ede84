/**
 * The contract between a network and a place to run it. A {@link io.github.lenetcl.compute.Backend}
 * is one device; it keeps images and makes {@link io.github.lenetcl.compute.Plan plans}, which hold
 * a network's parameters and run its passes. {@link io.github.lenetcl.compute.Backends} opens one
 * by name.
 */
package io.github.lenetcl.compute;
