package org.sextant.web.representation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Entity tags of representations that a version of many records decides: {@code "417-9f86d081-c"}. Another build of the
 * service may show the same records in another way, and other callers may see less, so the tag names both. A tag can be
 * compared with the version alone, without the representation.
 */
@ApplicationScoped
public class VersionTags {

    private static final int BYTES = 4;
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})-([0-9a-f]{8})-([a-z])\"");

    private final String build = build();

    /** Who sees the same. */
    public enum Form {
        CLINICAL("c"),
        REDUCED("r");

        private final String mark;

        Form(String mark) {
            this.mark = mark;
        }
    }

    /** A strong tag with its quotes. */
    public String of(long version, Form form) {
        return "\"%d-%s-%s\"".formatted(version, build, form.mark);
    }

    /**
     * The versions that a client has of the representation in this form, made by this build.
     *
     * @param ifNoneMatch the {@code If-None-Match} header, or null
     */
    public List<Long> named(String ifNoneMatch, Form form) {
        return ifNoneMatch == null
                ? List.of()
                : TAG.matcher(ifNoneMatch)
                        .results()
                        .filter(tag ->
                                tag.group(2).equals(build) && tag.group(3).equals(form.mark))
                        .map(tag -> Long.valueOf(tag.group(1)))
                        .toList();
    }

    /** Of the file that the classes are in. Where it is none, in development and in tests, each start is a build. */
    private static String build() {
        try {
            var source = VersionTags.class.getProtectionDomain().getCodeSource();
            var file = source == null ? null : Path.of(source.getLocation().toURI());
            var bytes = file != null && Files.isRegularFile(file)
                    ? MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))
                    : HexFormat.of().parseHex(UUID.randomUUID().toString().substring(0, 8));
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, BYTES));
        } catch (IOException | URISyntaxException | NoSuchAlgorithmException failure) {
            throw new IllegalStateException("The build of the service cannot be read", failure);
        }
    }
}
