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
package io.synod.tools.cluster;

import java.util.List;

import io.synod.node.StatusClient.Answer;
import io.synod.transport.client.MemberStatus;

/** Who does not hear whom. Each member says whom it hears, and what others told it of whom they hear. */
final class LinkDiagnosis
{
    private final List<Answer> answers;
    private final List<Symptom> symptoms;

    LinkDiagnosis(final List<Answer> answers, final List<Symptom> symptoms)
    {
        this.answers = answers;
        this.symptoms = symptoms;
    }

    void look()
    {
        for (final Answer one : answers)
        {
            for (final Answer other : answers)
            {
                if (one.address().memberId() < other.address().memberId())
                {
                    look(one, other);
                }
            }
        }
    }

    private void look(final Answer one, final Answer other)
    {
        // Of whom nobody here can ask, only what comes from it can be told apart from its death.
        if (one.status() == null && other.status() == null)
        {
            return;
        }
        final boolean isForth = hears(other, one);
        final boolean isBack = hears(one, other);
        if (isForth && !isBack)
        {
            symptoms.add(oneWay(one, other));
        }
        else if (isBack && !isForth)
        {
            symptoms.add(oneWay(other, one));
        }
        else if (!isForth && one.status() != null && other.status() != null)
        {
            symptoms.add(new Symptom(
                "members " + id(one) + " and " + id(other) + " do not hear each other",
                "the link between them is cut in both directions; a leader among them cannot reach the other",
                "look at the network and at firewalls between " + one.address().endpoint() + " and " +
                    other.address().endpoint()));
        }
    }

    private static Symptom oneWay(final Answer from, final Answer to)
    {
        return new Symptom(
            "the link between members " + id(from) + " and " + id(to) + " is one-way: " + id(to) + " hears " +
                id(from) + ", but " + id(from) + " does not hear " + id(to),
            "what " + id(to) + " sends to " + id(from) + " is lost: neither can lead the other",
            "look at firewalls and routes from the machine of " + id(to) + " to UDP " + from.address().endpoint());
    }

    private static int id(final Answer answer)
    {
        return answer.address().memberId();
    }

    /** By its own word; or, if it cannot be asked, by what it told the other, as long as that hears it. */
    private static boolean hears(final Answer listener, final Answer speaker)
    {
        final long speakerBit = 1L << id(speaker);
        if (listener.status() != null)
        {
            final MemberStatus.Peer own = peer(listener.status(), id(listener));
            return own != null && (own.hears() & speakerBit) != 0;
        }
        final MemberStatus.Peer told = peer(speaker.status(), id(listener));
        return told != null && told.isHeard() && (told.hears() & speakerBit) != 0;
    }

    private static MemberStatus.Peer peer(final MemberStatus status, final int memberId)
    {
        return status.peers.stream().filter(peer -> peer.memberId() == memberId).findFirst().orElse(null);
    }
}
