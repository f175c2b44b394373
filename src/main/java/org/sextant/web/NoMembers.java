package org.sextant.web;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of an operation without content: absent, or an empty object. Any member is refused. */
@Schema(example = "{}")
public record NoMembers() {}
