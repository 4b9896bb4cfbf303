/**
 * What the core needs of the world, as two ports: {@link io.synod.port.Journal} keeps, {@link io.synod.port.Outbox}
 * sends. Both are called inside a step of the replica and never call back into it.
 *
 * <pre>
 *   Replica --- append, read ---&gt; Journal  --- durable position (an input, later) ---&gt; Replica
 *           --- sendX ----------&gt; Outbox   --- bytes --- onX of another member ------&gt; Replica
 * </pre>
 *
 * May import: protocol.
 */
package io.synod.port;
