/** From grey levels to a network's inputs: bringing to scale, smoothing, distorting; and chance. */
package io.github.lenetcl.compute.cpu.images;
