/**
 * What must hold, watched from outside: an independent reading of journals and messages, with its own small model of
 * each acceptor's durable state. Names of invariants are those of {@code docs/PROTOCOL.md} 11.
 *
 * <pre>
 *   records appended, made durable --&gt; DurableMirror (one a member) --votes--&gt; ChosenLog (the truth)
 *   messages sent                  --&gt; MemberChecker  vouched only for what is durable
 *   slots decided, commands        --&gt; ChosenLog, OrderChecker
 * </pre>
 *
 * May import: testkit, replica, role, session, port, quorum, protocol.
 */
package io.synod.simulator.check;
