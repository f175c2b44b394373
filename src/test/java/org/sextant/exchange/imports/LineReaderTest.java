package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void countsBlankLinesAndLeavesThemOut() throws IOException {
        assertThat(lines("a\n\n \r\n\tb\r\nc", 3)).containsExactly("1 a", "4 \tb\r", "5 c");
        assertThat(lines("", 3)).isEmpty();
        assertThat(lines("\n\n", 3)).isEmpty();
    }

    @Test
    void aLineMayHaveOneMebibyteAndNoMore() throws IOException {
        var most = "x".repeat(LineReader.MAX_BYTES);

        assertThat(lines("a\n" + most + "\nb\n" + most + "x\nc\n" + most + "x", 60_000))
                .containsExactly("1 a", "2 " + most, "3 b", "4 too long", "5 c", "6 too long");
    }

    /** However the network cuts a body, its lines are the same. */
    @Property(tries = 200)
    void readsTheSameLinesFromPiecesOfAnySize(
            @ForAll @StringLength(max = 300) @CharRange(from = 'a', to = 'c') String text,
            @ForAll @IntRange(min = 1, max = 20) int piece)
            throws IOException {
        var body = text.replace('c', '\n');
        var expected = new ArrayList<String>();
        var number = 0;
        for (var line : body.split("\n", -1)) {
            number++;
            if (!line.isEmpty()) {
                expected.add(number + " " + line);
            }
        }

        assertThat(lines(body, piece)).isEqualTo(expected);
    }

    private static List<String> lines(String body, int piece) throws IOException {
        var reader = new LineReader(new Pieces(body.getBytes(StandardCharsets.UTF_8), piece), () -> true);
        var lines = new ArrayList<String>();
        for (var line = reader.read(); line != null; line = reader.read()) {
            lines.add(line.number() + " "
                    + (line.bytes() == null ? "too long" : new String(line.bytes(), StandardCharsets.UTF_8)));
        }
        return lines;
    }

    /** A stream that gives so many bytes at a time. */
    private static final class Pieces extends InputStream {

        private final ByteArrayInputStream body;
        private final int piece;

        Pieces(byte[] body, int piece) {
            this.body = new ByteArrayInputStream(body);
            this.piece = piece;
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return body.read(target, offset, Math.min(length, piece));
        }
    }
}
