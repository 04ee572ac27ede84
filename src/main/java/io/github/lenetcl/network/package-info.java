/**
 * What a network is: layers, shapes, connection tables, the layout of its parameters; and the other
 * sealed records that every backend must understand: losses, update rules and input scalings. Data
 * only, no arithmetic.
 */
package io.github.lenetcl.network;
