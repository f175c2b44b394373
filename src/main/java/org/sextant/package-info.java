/** The start of the service: what is started, and in which order. Nothing imports this package. */
package org.sextant;
