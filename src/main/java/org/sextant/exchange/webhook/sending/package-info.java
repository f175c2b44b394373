/**
 * Sends changes to webhooks: signed calls, one lease an address, and only to addresses that are public.
 * Start at {@link WebhookSender}, {@link Turn}, {@link AddressGuard}.
 * May import: exchange.feed, identity, platform, web.
 */
package org.sextant.exchange.webhook.sending;
