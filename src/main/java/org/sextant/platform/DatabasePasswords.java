package org.sextant.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The random passwords of the embedded database, each in a file that only this user can read. */
record DatabasePasswords(Path superuserFile, String superuser, String owner, String app) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static DatabasePasswords in(Path directory) throws IOException {
        var superuserFile = directory.resolve("postgres-superuser.password");
        return new DatabasePasswords(
                superuserFile,
                readOrMake(superuserFile),
                readOrMake(directory.resolve("postgres-owner.password")),
                readOrMake(directory.resolve("postgres-app.password")));
    }

    private static String readOrMake(Path file) throws IOException {
        if (Files.notExists(file)) {
            var random = new byte[24];
            RANDOM.nextBytes(random);
            DataDirectory.writeSecret(file, Base64.getUrlEncoder().encodeToString(random));
        }
        return Files.readString(file);
    }

    @Override
    public String toString() {
        return "DatabasePasswords[hidden]";
    }
}
