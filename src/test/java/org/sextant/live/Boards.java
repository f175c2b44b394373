package org.sextant.live;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Many readers of streams on few threads, each on a connection of its own, as boards on many walls are. */
public final class Boards implements AutoCloseable {

    private static final int MOST = 4000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final List<Board> all = new ArrayList<>();

    public Boards() {
        this(new HttpClientOptions());
    }

    /** @param options such as a small buffer for what arrives */
    Boards(HttpClientOptions options) {
        client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MOST));
    }

    /** Opens a stream, which is open when this returns. */
    public Board open(URI service, String token, String query) {
        var board = new Board(token, query);
        all.add(board);
        begin(board, service).join();
        return board;
    }

    /** Opens the stream of a board again, from its last event. */
    public CompletableFuture<Void> begin(Board board, URI service) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(service.getHost())
                .setPort(service.getPort())
                .setURI("/v1/events" + board.query())
                .putHeader("Authorization", "Bearer " + board.token());
        if (board.lastId() != null) {
            options.putHeader("Last-Event-ID", board.lastId());
        }
        var opened = new CompletableFuture<Void>();
        board.begins();
        client.request(options).compose(request -> request.send()).onComplete(answer -> {
            if (answer.failed()) {
                board.isOver();
                opened.completeExceptionally(answer.cause());
            } else if (answer.result().statusCode() != 200) {
                board.isOver();
                opened.completeExceptionally(
                        new IllegalStateException("Status " + answer.result().statusCode()));
            } else {
                answer.result().exceptionHandler(cut -> board.isOver());
                answer.result().endHandler(end -> board.isOver());
                answer.result().handler(board::take);
                board.cutBy(() -> answer.result().request().reset());
                board.pauseBy(() -> answer.result().pause());
                opened.complete(null);
            }
        });
        return opened.orTimeout(1, TimeUnit.MINUTES);
    }

    /** Completes after so many milliseconds. */
    CompletableFuture<Void> pause(long ms) {
        var passed = new CompletableFuture<Void>();
        vertx.setTimer(Math.max(1, ms), timer -> passed.complete(null));
        return passed;
    }

    List<Board> all() {
        return all;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
