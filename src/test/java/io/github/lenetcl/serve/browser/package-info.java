/** The page in a real browser, steered by its DevTools protocol. */
package io.github.lenetcl.serve.browser;
