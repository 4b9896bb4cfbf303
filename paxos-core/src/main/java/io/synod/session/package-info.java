/**
 * At most once: which requests of which sessions are in the log, and where. A deterministic function of the log, so
 * every member holds the same table at the same slot.
 *
 * <pre>
 *   decided entries ---&gt; SessionTable (decided)            on every member
 *   + leader's chain --&gt; SessionTable (chain)              on the leader, answers retries
 * </pre>
 *
 * May import: protocol.
 */
package io.synod.session;
