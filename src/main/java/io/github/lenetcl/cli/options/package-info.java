/**
 * Options that several commands share: data, device, network, model, how a picture is brought to
 * size.
 */
package io.github.lenetcl.cli.options;
