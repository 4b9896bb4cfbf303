/*
 * Copyright 2026 The Synod Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.synod.simulator.check;

import org.junit.jupiter.api.Test;

import static io.synod.simulator.check.Records.close;
import static io.synod.simulator.check.Records.command;
import static io.synod.simulator.check.Records.noOp;
import static io.synod.simulator.check.Records.open;
import static io.synod.simulator.check.Records.violates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each promise to clients that it watches can be broken. */
final class OrderCheckerTest
{
    private static final long X = 77;
    private static final long Y = 78;

    private final OrderChecker order = new OrderChecker();

    private OrderChecker opened()
    {
        order.onDecided(open(1, 1));
        return order;
    }

    @Test
    void takesAnOrderOnceFromWhoeverDecidesFirst()
    {
        opened().onDecided(command(2, 1, 1, 1, X));
        order.onDecided(command(2, 1, 1, 1, X));
        order.onDecided(noOp(3, 2, 0));
        order.onDecided(command(4, 2, 1, 2, Y));

        assertEquals(2, order.commandCount());
        assertEquals(4, order.slotCount());
        assertTrue(order.isInOrder(X));
        assertFalse(order.isInOrder(79));
        order.onAcknowledged(X, 1);
        order.onAcknowledged(Y, 2);
    }

    @Test
    void i9FindsAGap()
    {
        violates("I9", () -> opened().onDecided(noOp(3, 1, 0)));
    }

    @Test
    void i12FindsTimeThatFalls()
    {
        order.onDecided(noOp(1, 1, 10));
        order.onDecided(noOp(2, 1, 10));
        violates("I12", () -> order.onDecided(noOp(3, 1, 9)));
    }

    @Test
    void i12FindsSequencesThatAreNotDense()
    {
        opened().onDecided(command(2, 1, 1, 1, X));
        violates("I12", () -> order.onDecided(command(3, 3, 1, 2, Y)));
        violates("I12", () -> new OrderChecker().onDecided(noOp(1, 2, 0)));
    }

    @Test
    void i12FindsARequestTwice()
    {
        opened().onDecided(command(2, 1, 1, 1, X));
        violates("I12", () -> order.onDecided(command(3, 2, 1, 1, Y)));
    }

    @Test
    void i12FindsRequestsOutOfOrder()
    {
        violates("I12", () -> opened().onDecided(command(2, 1, 1, 2, Y)));
    }

    @Test
    void i12FindsACommandOfAClosedSession()
    {
        opened().onDecided(close(2, 1, 1));
        violates("I12", () -> order.onDecided(command(3, 1, 1, 1, X)));
        violates("I12", () -> new OrderChecker().onDecided(command(1, 1, 9, 1, X)));
    }

    @Test
    void i13FindsTablesThatDiffer()
    {
        order.onDigest(0, 5, 1234);
        order.onDigest(1, 5, 1234);
        order.onDigest(1, 6, 99);
        violates("I13", () -> order.onDigest(2, 5, 1235));
    }

    @Test
    void i14FindsACommandTwiceThoughBySeveralSessions()
    {
        opened().onDecided(open(2, 1));
        order.onDecided(command(3, 1, 1, 1, X));
        violates("I14", () -> order.onDecided(command(4, 2, 2, 1, X)));
    }

    @Test
    void i14FindsAnAcknowledgementOfNothing()
    {
        opened().onDecided(command(2, 1, 1, 1, X));
        violates("I14", () -> order.onAcknowledged(Y, 2));
        violates("I14", () -> order.onAcknowledged(Y, 0));
        violates("I14", () -> order.onAcknowledged(Y, 1));
    }
}
