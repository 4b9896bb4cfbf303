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
package io.synod.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** The faults of a run, drawn from its seed before it begins. */
public final class FaultPlan
{
    private static final int SHAPES = 9;

    private FaultPlan()
    {
    }

    /**
     * Draws a plan.
     *
     * @param options of the run.
     * @param isKept  which faults, by number, are not left out.
     * @return in order of time.
     */
    public static List<Fault> draw(final SimOptions options, final IntPredicate isKept)
    {
        final SimRandom random = new SimRandom(options.seed(), "faults");
        final List<Fault> plan = new ArrayList<>();
        for (int i = 0; i < options.crashes(); i++)
        {
            plan.add(crash(plan.size(), options, random));
        }
        for (int i = 0; i < options.linkChanges(); i++)
        {
            plan.add(linkChange(plan.size(), options, random));
        }
        for (int i = 0; i < options.otherFaults(); i++)
        {
            plan.add(other(plan.size(), options, random));
        }
        addCampaigns(plan, options, random);
        addRot(plan, options, random);
        addClientFaults(plan, options);
        addLostLeaders(plan, options);
        plan.removeIf(fault -> !isKept.test(fault.number()));
        plan.sort(Comparator.comparingLong(Fault::timeNs));
        return plan;
    }

    /**
     * Campaigns that nobody needs, of all members or again and again of the same one. At times it is cut off
     * before it leads and campaigns once more: old promises are still on their way to it then, and new ones never come.
     */
    private static void addCampaigns(final List<Fault> plan, final SimOptions options, final SimRandom random)
    {
        final int restless = random.between(0, options.memberCount() - 1);
        final boolean isOne = random.chance(0.5);
        final long timeoutNs = options.timing().leaderTimeoutNs();
        for (int i = 0; i < options.campaigns(); i++)
        {
            final int member = isOne ? restless : random.between(0, options.memberCount() - 1);
            final long timeNs = random.between(0L, options.safetyNs());
            plan.add(new Fault(plan.size(), timeNs, Fault.Kind.CAMPAIGN, member, 0, 0));
            if (random.chance(0.4) && timeNs < options.safetyNs() - 6 * timeoutNs)
            {
                final long cutNs = timeNs + random.exponential(4 * options.delayNs() + options.diskNs());
                final long againNs = cutNs + random.between(timeoutNs, 5 * timeoutNs);
                plan.add(new Fault(plan.size(), cutNs, Fault.Kind.SHAPE, member, Shapes.ISOLATE, 0));
                plan.add(new Fault(plan.size(), againNs, Fault.Kind.CAMPAIGN, member, 0, 0));
            }
        }
    }

    private static void addRot(final List<Fault> plan, final SimOptions options, final SimRandom random)
    {
        for (int i = 0; i < options.disks().rots(); i++)
        {
            int member = random.between(0, options.memberCount() - 1);
            while ((options.disks().rotten() >>> member & 1) == 0)
            {
                member = random.between(0, options.memberCount() - 1);
            }
            plan.add(new Fault(plan.size(), random.between(0L, options.safetyNs()), Fault.Kind.ROT, member,
                random.between(0, 9), random.exponential(options.timing().leaderTimeoutNs())));
        }
    }

    private static void addClientFaults(final List<Fault> plan, final SimOptions options)
    {
        final SimRandom random = new SimRandom(options.seed(), "clientFaults");
        final long timeoutNs = options.clients().sessionTimeoutNs();
        for (int i = 0; i < options.clients().faults(); i++)
        {
            final double dice = random.between(0.0, 1.0);
            final int other = random.between(0, Integer.MAX_VALUE - 1);
            if (dice < 0.35)
            {
                plan.add(make(plan.size(), Fault.Kind.CLIENT_CUT, options, random, other,
                    random.exponential(timeoutNs)));
            }
            else if (dice < 0.7)
            {
                plan.add(make(plan.size(), Fault.Kind.CLIENT_LOSS, options, random, other, 0));
            }
            else if (dice < 0.9)
            {
                plan.add(make(plan.size(), Fault.Kind.CLIENT_PAUSE, options, random, other,
                    random.exponential(timeoutNs)));
            }
            else
            {
                plan.add(make(plan.size(), Fault.Kind.CLIENT_VANISH, options, random, other, 0));
            }
        }
    }

    /** One leader after the other is cut off with what it has not decided: values that compete for the same slots. */
    private static void addLostLeaders(final List<Fault> plan, final SimOptions options)
    {
        final SimRandom random = new SimRandom(options.seed(), "lostLeaders");
        final long timeoutNs = options.timing().leaderTimeoutNs();
        final int count = options.linkChanges() > 0 && random.chance(0.3) ? random.between(3, 10) : 0;
        long timeNs = random.between(timeoutNs, options.safetyNs() / 2);
        for (int i = 0; i < count && timeNs < options.safetyNs(); i++)
        {
            plan.add(new Fault(plan.size(), timeNs, Fault.Kind.CUT_LEADER, 0, 0, 0));
            timeNs += random.between(timeoutNs / 2, 3 * timeoutNs);
        }
    }

    private static Fault crash(final int number, final SimOptions options, final SimRandom random)
    {
        final long downNs = random.exponential(options.timing().leaderTimeoutNs() * random.between(1, 10) / 5);
        if (random.chance(0.04))
        {
            return make(number, Fault.Kind.CRASH_ALL, options, random, 0, downNs);
        }
        return random.chance(options.crashInside()) ?
            make(number, Fault.Kind.CRASH_INSIDE, options, random, random.between(1, 40), downNs) :
            make(number, Fault.Kind.CRASH, options, random, 0, downNs);
    }

    private static Fault linkChange(final int number, final SimOptions options, final SimRandom random)
    {
        final int other = random.between(0, options.memberCount() - 1);
        final double dice = random.between(0.0, 1.0);
        if (dice < 0.2)
        {
            return make(number, Fault.Kind.SHAPE, options, random, random.between(0, SHAPES - 1), 0);
        }
        if (dice < 0.35)
        {
            return make(number, Fault.Kind.CUT_ONE_WAY, options, random, other, 0);
        }
        if (dice < 0.5)
        {
            return make(number, Fault.Kind.CUT, options, random, other, 0);
        }
        if (dice < 0.55)
        {
            return make(number, Fault.Kind.FLAP, options, random, other, options.timing().heartbeatIntervalNs());
        }
        return dice < 0.75 ?
            make(number, Fault.Kind.HEAL, options, random, other, 0) :
            make(number, Fault.Kind.HEAL_ALL, options, random, 0, 0);
    }

    private static Fault other(final int number, final SimOptions options, final SimRandom random)
    {
        final long timeoutNs = options.timing().leaderTimeoutNs();
        final int member = random.between(0, options.memberCount() - 1);
        return switch (random.between(0, 7))
        {
            case 0 -> make(number, Fault.Kind.PAUSE, options, random, 0, random.exponential(2 * timeoutNs));
            case 1 -> make(number, Fault.Kind.CLOCK_STEP, options, random, 0,
                random.between(-timeoutNs * 10, timeoutNs * 10));
            case 2 -> make(number, Fault.Kind.SLOW_DISK, options, random, 0, random.exponential(timeoutNs));
            case 3 -> make(number, Fault.Kind.FAILING_DISK, options, random, 0, random.exponential(timeoutNs));
            case 4 -> make(number, Fault.Kind.FULL_DISK, options, random, 0, random.exponential(2 * timeoutNs));
            case 5 -> make(number, Fault.Kind.HAND_OVER, options, random, member, 0);
            case 6 -> make(number, Fault.Kind.CAMPAIGN, options, random, 0, 0);
            default -> make(number, Fault.Kind.EXPIRE, options, random, random.between(0, 1000), 0);
        };
    }

    private static Fault make(
        final int number,
        final Fault.Kind kind,
        final SimOptions options,
        final SimRandom random,
        final int other,
        final long amount)
    {
        final long timeNs = random.between(0L, options.safetyNs());
        return new Fault(number, timeNs, kind, random.between(0, options.memberCount() - 1), other, amount);
    }
}
