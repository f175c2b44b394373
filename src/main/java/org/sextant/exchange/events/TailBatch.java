package org.sextant.exchange.events;

import java.util.List;
import org.sextant.exchange.feed.Change;
import org.sextant.exchange.feed.FeedPosition;
import org.sextant.exchange.feed.FeedPosition.History;

/**
 * What a waiting stream gets.
 *
 * @param changes all changes of the clinic behind the position of the stream, in the order of the feed; empty where
 *     there was none for a while
 * @param end the position to go on from
 * @param present the history that goes on now
 */
record TailBatch(List<Change> changes, FeedPosition end, History present) {}
