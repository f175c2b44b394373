/**
 * Addresses of other systems that are told of each change, as the clinic's administrators manage them.
 * Start at {@link WebhookResource}, {@link WebhookService}, {@link Webhook}.
 * May import: exchange.feed, exchange.webhook.sending, record, audit, identity, web.
 */
package org.sextant.exchange.webhook;
