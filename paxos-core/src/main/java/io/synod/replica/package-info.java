/**
 * The replica: the only public door of the core. It carries values from one role to the next; the roles do not know
 * each other.
 *
 * <pre>
 *   peers --- onX ----&gt; Replica ---&gt; FollowerSide  promise, accept, learn, back-fill
 *   host  --- offer --&gt;         ---&gt; LeaderSide    campaign, propose, replicate, decide
 *         --- doWork -&gt;         ---&gt; Heartbeats    who is alive
 * </pre>
 *
 * May import: role, session, port, quorum, protocol.
 */
package io.synod.replica;
