package org.sextant.web;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a step that needs none: it may be absent or an empty object, and any member is refused. */
@Schema(example = "{}")
public record NoMembers() {}
