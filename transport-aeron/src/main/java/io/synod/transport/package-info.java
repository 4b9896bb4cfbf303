/**
 * Turns bytes into calls of the core, and the core's messages into bytes.
 *
 * <pre>
 *   Replica --- sendX ---&gt; PeerEncoder --- head, body ---&gt; FrameSink ~ ~ ~ network ~ ~ ~ +
 *                                                                                      v
 *   Inbox &lt;--- onX --- MessageReader &lt;--- PeerAdapter &lt;---------------- onFrame(buffer, offset, length)
 *                                            | FrameCheck: length, version, checksum, addresses, layout
 *                                            + Refusal: one counter each
 * </pre>
 *
 * May import: codecs, port, protocol.
 */
package io.synod.transport;
