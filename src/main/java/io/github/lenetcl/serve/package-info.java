/**
 * Models as an HTTP service, and the page to draw on: requests that arrive together are answered in
 * one batch. Built on the JDK's own server. Part of the command, not of the library.
 */
package io.github.lenetcl.serve;
