/** Commands that make and fetch data: {@code compose}, {@code distort}, {@code fetch}. */
package io.github.lenetcl.cli.data;
