/**
 * The words of the protocol: what a ballot, a slot, an entry is, as plain numbers and reusable records.
 *
 * <pre>
 *   ballot  = round &lt;&lt; 8 | memberId          the only ordering of leaders
 *   slot    = place in the replicated log     1, 2, 3, ...
 *   entry   = slot + ballot + kind + batch    what one slot holds
 *   command = a client's opaque bytes         numbered by sequence 1, 2, 3, ...
 *
 *   accepted   an acceptor has the entry in its chain, durably
 *   decided    this member knows that a phase-2 quorum has it
 * </pre>
 *
 * May import: nothing of Synod.
 */
package io.synod.protocol;
