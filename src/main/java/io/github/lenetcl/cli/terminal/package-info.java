/** What is printed and written: tables, numbers, progress, colours, files and their failures. */
package io.github.lenetcl.cli.terminal;
