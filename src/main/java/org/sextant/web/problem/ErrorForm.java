package org.sextant.web.problem;

/** The form of failures under some paths, where it is not the problem document. The FHIR API implements this interface. */
public interface ErrorForm {

    /** True where failures of requests to the path have this form. */
    boolean covers(String path);

    /** The media type, as the header {@code Content-Type} states it. */
    String mediaType();

    /** The body that says what the problem document would say. */
    String write(Problem problem);
}
