/**
 * How many are enough, and who has answered: sets of members are the bits of one {@code long}.
 *
 * <pre>
 *   Membership  who votes, who learns        Quorum  q1 + q2 &gt; n
 *   AckTable    watermark per member   ---&gt;  quorumThrough()
 * </pre>
 *
 * May import: protocol.
 */
package io.synod.quorum;
