package org.sextant.exchange.feed;

import java.util.List;

/**
 * A part of a clinic's feed, as it was at one moment.
 *
 * @param changes the changes that the filter shows, in the order of the feed
 * @param end the last change that was looked at, shown or not; null where there was none
 * @param exhausted true where no change behind {@code end} could be read at the moment
 * @param floor the last change that was removed because of its age; null where none was
 * @param horizon the position before which nothing can be written any more
 */
record FeedSlice(List<Change> changes, FeedPosition end, boolean exhausted, FeedPosition floor, FeedPosition horizon) {}
