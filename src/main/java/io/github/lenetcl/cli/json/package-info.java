/** Results as programs get them: what {@code --json} prints and the service answers. */
package io.github.lenetcl.cli.json;
