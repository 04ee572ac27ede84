/** What this processor and this Java can do: vector instructions or not, and the peak. */
package io.github.lenetcl.compute.cpu.probe;
