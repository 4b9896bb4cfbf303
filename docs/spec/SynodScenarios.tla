--------------------------- MODULE SynodScenarios ---------------------------
(***************************************************************************)
(* Directed schedules: one behaviour of Synod.tla each, so that what lies  *)
(* twenty steps deep is shown, or shown to be gone, in a second. A step    *)
(* that the rules forbid ends the schedule as a deadlock; pc says which.   *)
(***************************************************************************)
EXTENDS Synod
CONSTANT Scenario
VARIABLE pc

C(m, b) == <<"campaign", m, b>>
P(m, b) == <<"promise", m, b>>
L(b)    == <<"lead", b>>
E(b, c) == <<"propose", b, c>>
A(m, b, s, start) == <<"accept", m, b, s, start>>
D(b)    == <<"decide", b>>
K(m)    == <<"learn", m>>
F(m)    == <<"fill", m>>
X(m)    == <<"crash", m>>
Win(m, n, b) == <<C(m, b), P(n, b), L(b)>>

\* x stays on a alone (ballot 1); y is chosen for slot 1 by b and c (ballot 2) and recovered
\* (ballot 3); a joins ballot 3 at slot 2, and its x is still in slot 1.
Stale == Win("a", "b", 1) \o <<E(1, "x"), A("a", 1, 1, 1)>>
      \o Win("b", "c", 2) \o <<E(2, "y"), A("b", 2, 1, 1), A("c", 2, 1, 1), D(2)>>
      \o Win("c", "b", 3) \o <<A("c", 3, 1, 1), A("b", 3, 1, 1), D(3), E(3, "x"),
                               A("a", 3, 2, 2), A("c", 3, 2, 2), D(3)>>

TwoOn(m, n) == Win("a", n, 1) \o <<E(1, "x"), E(1, "y"), A(m, 1, 1, 1), A(m, 1, 2, 1),
                                 A(n, 1, 1, 1), A(n, 1, 2, 1)>>

Script ==
  CASE Scenario = "NoAtomic" ->
         TwoOn("a", "b") \o Win("c", "b", 2) \o <<A("b", 2, 1, 1)>> \o Win("c", "b", 3)
    [] Scenario = "NoVoid" ->
         Win("a", "b", 1) \o <<E(1, "y"), E(1, "x"), A("a", 1, 1, 1), A("a", 1, 2, 1)>>
         \o Win("b", "c", 2) \o <<E(2, "x"), A("b", 2, 1, 1), A("c", 2, 1, 1), D(2)>>
         \o Win("a", "b", 3)
    [] Scenario = "MixedBallots" ->
         Win("a", "b", 1) \o <<E(1, "x"), A("a", 1, 1, 1)>>
         \o Win("b", "c", 2) \o <<E(2, "y"), A("b", 2, 1, 1)>>
         \o Win("c", "a", 3) \o <<A("c", 3, 1, 1), D(3)>>
         \o Win("b", "a", 4) \o <<A("a", 4, 1, 1), A("b", 4, 1, 1), D(4)>>
    [] Scenario = "LiteralDecided" -> Stale \o Win("b", "a", 4)
    [] Scenario = "HoleByPresence" -> Stale \o <<K("a")>>
    [] Scenario = "ResetOnRestart" -> TwoOn("a", "b") \o <<A("b", 1, 1, 1)>> \o Win("c", "b", 2)
    \* a has slot 1 of ballot 2 filled, then joins ballot 2 at slot 2: slot 1 lies above the fence.
    [] Scenario = "DropAll" ->
         Win("b", "c", 2) \o <<E(2, "y"), A("b", 2, 1, 1), A("c", 2, 1, 1), D(2), F("a"),
                               E(2, "x"), A("a", 2, 2, 2)>>
    \* a, leader of ballot 1, is filled in with what ballot 2 decided, then its own x comes round.
    [] Scenario = "FillKeepsPromise" ->
         Win("a", "b", 1) \o <<E(1, "x")>>
         \o Win("b", "c", 2) \o <<E(2, "y"), A("b", 2, 1, 1), A("c", 2, 1, 1), D(2), K("b"),
                                  F("a"), A("a", 1, 1, 1)>>
    \* a has x of ballot 1 in its chain when y, decided at ballot 2, takes its place.
    [] Scenario = "FillKeepsChain" ->
         Win("a", "b", 1) \o <<E(1, "x"), A("a", 1, 1, 1)>>
         \o Win("b", "c", 2) \o <<E(2, "y"), A("b", 2, 1, 1), A("c", 2, 1, 1), D(2), F("a")>>
    \* Four members, q1 = 3, q2 = 2. b, in the chain of ballot 1, is filled in with slot 2 of ballot 2.
    [] Scenario = "VouchAbove" ->
         <<C("a", 1), P("b", 1), P("c", 1), L(1), E(1, "x"), A("a", 1, 1, 1), A("b", 1, 1, 1), D(1), K("b"),
           E(1, "y"), A("a", 1, 2, 1), C("c", 2), P("b", 2), P("d", 2), L(2), E(2, NoOne),
           A("c", 2, 1, 1), A("c", 2, 2, 1), A("d", 2, 1, 1), A("d", 2, 2, 1), D(2), D(2), F("b"), D(1)>>
    \* Slot 2 comes as a fill, slot 1 was never here.
    [] Scenario = "FillJumps" ->
         Win("b", "c", 1) \o <<E(1, "x"), E(1, "y"), A("b", 1, 1, 1), A("c", 1, 1, 1),
                               A("b", 1, 2, 1), A("c", 1, 2, 1), D(1), D(1), <<"fillAt", "a", 2>>>>
    \* Five members. x is on a since ballot 1. Ballot 2 has sent y to d, which it has not reached yet.
    \* Ballot 3 recovers x, chosen by b, c, e. a learns that its x is decided, and passes it on to d.
    \* Now y reaches d.
    [] Scenario = "HeldKeepsBallot" ->
         <<C("a", 1), P("b", 1), P("c", 1), L(1), E(1, "x"), A("a", 1, 1, 1),
           C("b", 2), P("d", 2), P("e", 2), L(2), E(2, "y"),
           C("c", 3), P("a", 3), P("e", 3), L(3),
           A("c", 3, 1, 1), A("e", 3, 1, 1), A("b", 3, 1, 1), D(3),
           F("a"), <<"fillFrom", "d", "a">>, A("d", 2, 1, 1), <<"fillFrom", "b", "d">>>>
    \* a has y, x of ballot 1; b has x of ballot 2 and one more. c campaigns: whole from a, and from b
    \* only the part with slot 1.
    [] Scenario = "PartialCounts" ->
         Win("a", "c", 1) \o <<E(1, "y"), E(1, "x"), A("a", 1, 1, 1), A("a", 1, 2, 1)>>
         \o Win("b", "c", 2) \o <<E(2, "x"), E(2, "y"), A("b", 2, 1, 1), A("b", 2, 2, 1),
                                  C("c", 3), P("a", 3), P("b", 3), L(3)>>
    \* Ballot 2 recovers three slots; the stream to b starts again behind the first.
    [] Scenario = "StagedGap" ->
         Win("a", "b", 1) \o <<E(1, "x"), E(1, "y"), E(1, NoOne), A("a", 1, 1, 1), A("a", 1, 2, 1),
                               A("a", 1, 3, 1)>>
         \o Win("a", "c", 2) \o <<A("b", 2, 1, 1), A("a", 2, 1, 1), A("a", 2, 2, 1), A("a", 2, 3, 1),
                                  A("c", 2, 1, 1), A("c", 2, 2, 1), A("c", 2, 3, 1), D(2), D(2),
                                  A("b", 2, 3, 3)>>
    [] Scenario = "FromFalls" ->
         Win("a", "b", 1) \o <<E(1, "x"), A("a", 1, 1, 1), A("c", 1, 1, 1), D(1), E(1, "y"), E(1, NoOne),
                             A("b", 1, 2, 2), A("b", 1, 3, 1)>>
    [] Scenario = "FromHigh" ->
         Win("a", "b", 1) \o <<E(1, "x"), E(1, "y"), A("b", 1, 2, 2)>> \o Win("c", "b", 2)
    \* b forgets in a crash that it knew slot 1, and has it below its chain: a hole, filled with what it holds.
    [] Scenario = "HintLost" ->
         Win("a", "b", 1) \o <<E(1, "x"), A("a", 1, 1, 1), A("b", 1, 1, 1), D(1), K("a"), K("b")>>
         \o Win("a", "c", 2) \o <<E(2, "y"), A("b", 2, 2, 2), X("b"), F("b"), A("a", 2, 2, 2), D(2), K("b")>>
    \* b holds slot 2 and lacks 1; c holds slot 1, unproved, and lacks 2; a is gone.
    [] Scenario = "Stuck" ->
         Win("a", "b", 1) \o <<E(1, "x"), A("a", 1, 1, 1), A("c", 1, 1, 1), D(1),
                             E(1, "y"), A("a", 1, 2, 1), A("b", 1, 2, 2), D(1), K("a"), K("a")>>
         \o Win("a", "c", 2) \o <<E(2, NoOne), A("c", 2, 3, 3)>>
         \o Win("b", "c", 3) \o <<A("b", 3, 1, 1), A("b", 3, 2, 1), A("b", 3, 3, 1),
                                  A("c", 3, 1, 1), A("c", 3, 2, 1), A("c", 3, 3, 1), D(3), D(3), D(3),
                                  K("b"), K("b"), K("b"), K("c"), K("c"), K("c")>>

\* The fill that m took was the entry that n holds.
FilledFrom(m, n) ==
  LET s == decided[m] + 1 IN
  /\ decided[n] >= s
  /\ Fill(m)
  /\ log'[m][s] = log[n][s]

Do(o) ==
  CASE o[1] = "campaign" -> Campaign(o[2], o[3])
    [] o[1] = "promise"  -> Promise(o[2], o[3])
    [] o[1] = "lead"     -> Lead(o[2])
    [] o[1] = "propose"  -> Propose(o[2], o[3])
    [] o[1] = "accept"   -> Accept(o[2], o[3], o[4], o[5])
    [] o[1] = "decide"   -> Decide(o[2])
    [] o[1] = "learn"    -> Learn(o[2])
    [] o[1] = "fill"     -> Fill(o[2])
    [] o[1] = "fillAt"   -> Fill(o[2]) /\ decided'[o[2]] = o[3]
    [] o[1] = "fillFrom" -> FilledFrom(o[2], o[3])
    [] o[1] = "crash"    -> Crash(o[2])

InitS == Init /\ pc = 1
NextS == IF pc <= Len(Script) THEN Do(Script[pc]) /\ pc' = pc + 1
                              ELSE UNCHANGED <<vars, pc>>
SpecS == InitS /\ [][NextS]_<<vars, pc>>
=============================================================================
