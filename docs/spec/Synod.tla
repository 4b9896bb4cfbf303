------------------------------- MODULE Synod -------------------------------
(***************************************************************************)
(* The protocol as it is built: one behaviour of this module is one way in *)
(* which members, messages, disks and crashes may interleave. Actions bear *)
(* the names of the code: Campaign, Promise, Lead, Propose, Accept, Decide,*)
(* Learn, Fill, Crash.                                                     *)
(*                                                                         *)
(* Messages are facts that stay: an accept of ballot b for slot s can be   *)
(* received for as long as b has proposed s; a stream of b may start at    *)
(* every decidedThrough its leader ever had; what was once sent as a fill  *)
(* may come at any later time; a promise waits in promises[b]. So loss,    *)
(* duplication, delay and reordering are all in, and need no action.       *)
(*                                                                         *)
(* The variables hold what is durable. A member works on more than that in *)
(* memory, but nothing that vouches for state leaves before the state is   *)
(* durable, and the journal is a prefix of what was written; so writing,   *)
(* forcing and answering are one step here. A leader may decide without    *)
(* having stored its own proposal: its own Accept is a step like any other.*)
(*                                                                         *)
(* Mut names what is broken on purpose, {} is the protocol (README).       *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS Members, Cmds, MaxBallot, MaxSlot, Q1, Q2, Opt, Mut, NoOne

Ballots == 1..MaxBallot
Slots   == 1..MaxSlot
NoVal   == <<0, NoOne>>            \* a value is <<originBallot, command>>
NoE     == <<0, NoVal>>            \* an entry is <<ballot, value>>
Max(a, b) == IF a > b THEN a ELSE b
Min(a, b) == IF a < b THEN a ELSE b
On(x)  == x \in Mut
\* For hunting: ballots start in order, each when the one before has led, and a
\* candidate takes all promises there are. What it finds is real; it proves nothing.
Lean   == "Lean" \in Opt
InOrder == Lean \/ "InOrder" \in Opt

VARIABLES
  \* what a member keeps
  promised,        \* [Members -> 0..MaxBallot]    promisedBallot
  chain,           \* [Members -> [b, from, thru]] chainBallot, chainFrom, acceptedThrough
  staged,          \* [Members -> [b, from, thru]] recovered slots kept aside
  log,             \* [Members -> [Slots -> entry]] the entry that counts for each slot
  decided,         \* [Members -> 0..MaxSlot] decidedThrough: in memory
  hint,            \* [Members -> 0..MaxSlot] what its records say of it: durable
  \* what the owner of a ballot knows, and what it has ever sent
  phase,           \* [Ballots -> "idle", "campaign", "lead", "ended"]
  owner,           \* [Ballots -> Members or NoOne]
  promises,        \* [Ballots -> promises on their way to the candidate]
  firstUndecided, fence, leaderDecided,   \* [Ballots -> Nat]
  proposed,        \* [Ballots -> values, the first one for firstUndecided]
  \* what was ever said
  accepted,        \* [Ballots -> [Members -> slots stored in the chain of the ballot]]
  vouched,         \* [Ballots -> [Members -> the watermark of its accepted messages]]
  taken            \* [Slots -> every entry that anyone ever took to be decided]

vars == <<promised, chain, staged, log, decided, hint, phase, owner, promises,
          firstUndecided, fence, leaderDecided, proposed, accepted, vouched, taken>>
memberVars == <<promised, chain, staged, log, decided, hint>>
leaderVars == <<phase, owner, promises, firstUndecided, fence, leaderDecided, proposed>>

NoChain == [b |-> 0, from |-> 1, thru |-> 0]
HasLed(b)  == phase[b] \in {"lead", "ended"} /\ firstUndecided[b] > 0
Last(b) == firstUndecided[b] + Len(proposed[b]) - 1
Value(b, s) == proposed[b][s - firstUndecided[b] + 1]
Covers(b, s) == HasLed(b) /\ s >= firstUndecided[b] /\ s <= Last(b)
ChosenAt(b, s) == Covers(b, s) /\ Cardinality({m \in Members : s \in accepted[b][m]}) >= Q2

Init ==
  /\ promised = [m \in Members |-> 0]
  /\ chain    = [m \in Members |-> NoChain]
  /\ staged   = [m \in Members |-> NoChain]
  /\ log      = [m \in Members |-> [s \in Slots |-> NoE]]
  /\ decided  = [m \in Members |-> 0]
  /\ hint     = [m \in Members |-> 0]
  /\ phase    = [b \in Ballots |-> "idle"]
  /\ owner    = [b \in Ballots |-> NoOne]
  /\ promises = [b \in Ballots |-> {}]
  /\ firstUndecided = [b \in Ballots |-> 0]
  /\ fence    = [b \in Ballots |-> 0]
  /\ leaderDecided = [b \in Ballots |-> 0]
  /\ proposed = [b \in Ballots |-> <<>>]
  /\ accepted = [b \in Ballots |-> [m \in Members |-> {}]]
  /\ vouched  = [b \in Ballots |-> [m \in Members |-> 0]]
  /\ taken    = [s \in Slots |-> {}]

\* The ballot at which a member campaigns or leads, if any.
Roles(m) == {b \in Ballots : owner[b] = m /\ phase[b] \in {"campaign", "lead"}}
WithoutRole(m) == [b \in Ballots |-> IF b \in Roles(m) THEN "ended" ELSE phase[b]]
Forgotten(m)   == [b \in Ballots |-> IF b \in Roles(m) THEN {} ELSE promises[b]]
\* A candidate or leader ends its ballot as soon as its own acceptor goes above it.
EndsFor(m, b) == b > promised[m] /\ ~On("StayLeader")
PhaseFor(m, b)    == IF EndsFor(m, b) THEN WithoutRole(m) ELSE phase
PromisesFor(m, b) == IF EndsFor(m, b) THEN Forgotten(m) ELSE promises

---------------------------------------------------------------------------
(* Phase 1 *)

Hole(m) == decided[m] + 1 < chain[m].from

\* Not in the code: what a member calls decided if a hole does not stop it.
SaysDecided(m) ==
  IF ~On("LiteralDecided") THEN 0
  ELSE IF chain[m].b > 0 THEN Max(decided[m], Min(leaderDecided[chain[m].b], chain[m].thru))
  ELSE decided[m]

Answer(m, fromSlot) ==
  [m |-> m, b |-> chain[m].b, thru |-> chain[m].thru, says |-> SaysDecided(m),
   log |-> [s \in Slots |-> IF s >= fromSlot THEN log[m][s] ELSE NoE]]

Campaign(m, b) ==
  /\ owner[b] = NoOne
  /\ b > promised[m]
  /\ InOrder => \A c \in 1..(b - 1) : owner[c] # NoOne
  /\ Lean => \A c \in 1..(b - 1) : phase[c] # "campaign"
  /\ On("NoHoleCampaign") => ~Hole(m)
  /\ promised' = [promised EXCEPT ![m] = b]
  /\ owner' = [owner EXCEPT ![b] = m]
  /\ phase' = [WithoutRole(m) EXCEPT ![b] = "campaign"]
  /\ promises' = [Forgotten(m) EXCEPT ![b] = {Answer(m, decided[m] + 1)}]
  /\ UNCHANGED <<chain, staged, log, decided, hint, firstUndecided, fence, leaderDecided,
                 proposed, accepted, vouched, taken>>

\* Asked again at the ballot it has promised, a member answers again, with what it
\* holds by then, unless its chain is at that ballot.
Promise(m, b) ==
  /\ owner[b] \notin {NoOne, m}
  /\ b > promised[m] \/ (b = promised[m] /\ chain[m].b # b)
  /\ Lean => phase[b] = "campaign"
  /\ promised' = IF On("PromiseEarly") THEN promised ELSE [promised EXCEPT ![m] = b]
  /\ phase' = PhaseFor(m, b)
  /\ promises' = IF phase[b] # "campaign" THEN PromisesFor(m, b)
                 ELSE [PromisesFor(m, b) EXCEPT ![b] =
                        {p \in @ : p.m # m} \cup {Answer(m, decided[owner[b]] + 1)}]
  /\ <<promised', promises'>> # <<promised, promises>>
  /\ UNCHANGED <<chain, staged, log, decided, hint, owner, firstUndecided, fence,
                 leaderDecided, proposed, accepted, vouched, taken>>

\* The promise that says where the recovered slots end.
Source(Q) == CHOOSE p \in Q : \A q \in Q : q.b < p.b \/ (q.b = p.b /\ q.thru <= p.thru)

Best(Q, s) == (CHOOSE p \in Q : \A q \in Q : q.log[s][1] <= p.log[s][1]).log[s][2]

Pick(Q, s) ==
  LET D == {p \in Q : p.says >= s /\ p.log[s] # NoE}
  IN  IF On("LiteralDecided") /\ D # {}
      THEN (CHOOSE p \in D : \A q \in D : q.log[s][1] >= p.log[s][1]).log[s][2]
      ELSE Best(Q, s)

\* Promises of which only the first k headers have come.
Parts(b, Q) ==
  IF On("PartialCounts")
  THEN {{[p EXCEPT !.log = [s \in Slots |-> IF s <= k THEN p.log[s] ELSE NoE]] : p \in P} :
          P \in SUBSET (promises[b] \ Q), k \in Slots}
  ELSE {{}}

\* A phase-1 quorum has promised whole, and the values are fixed. The owner stores
\* the recovered slots before it leads; as only it can accept them till then, and as
\* its disk may lag behind, that is its own Accept here, before the others' or after.
Lead(b) ==
  /\ phase[b] = "campaign"
  /\ \E Q \in (IF Lean THEN {promises[b]} ELSE SUBSET promises[b]) :
     \E partial \in Parts(b, Q) :
       LET m      == owner[b]
           d      == decided[m]
           source == Source(Q)
           all    == Q \cup partial
           holds(s) == {p \in all : p.log[s] # NoE}
           top    == IF On("NoVoid")
                     THEN CHOOSE t \in 0..MaxSlot :
                            /\ t = 0 \/ holds(t) # {}
                            /\ \A u \in Slots : u > t => holds(u) = {}
                     ELSE source.thru
           fnc    == Max(top, d)
       IN  /\ Cardinality(Q) >= Q1
           /\ \E p \in Q : p.m = m
           /\ ~On("NoVoid") =>
                Assert(\A s \in (d + 1)..fnc : holds(s) # {},
                       <<"each slot up to the fence is reported by someone", b, Q>>)
           /\ Mut = {} => Assert(source.thru >= d, <<"the source reaches decidedThrough", b, Q>>)
           /\ phase' = [phase EXCEPT ![b] = "lead"]
           /\ firstUndecided' = [firstUndecided EXCEPT ![b] = d + 1]
           /\ fence' = [fence EXCEPT ![b] = fnc]
           /\ leaderDecided' = [leaderDecided EXCEPT ![b] = d]
           /\ proposed' = [proposed EXCEPT ![b] =
                            [i \in 1..(fnc - d) |->
                               IF holds(d + i) = {} THEN <<b, NoOne>> ELSE Pick(all, d + i)]]
           /\ promises' = [promises EXCEPT ![b] = {}]
  /\ UNCHANGED <<memberVars, owner, accepted, vouched, taken>>

---------------------------------------------------------------------------
(* Phase 2 *)

InChain(b) == {log[owner[b]][s][2][2] : s \in 1..(firstUndecided[b] - 1)}
              \cup {proposed[b][i][2] : i \in 1..Len(proposed[b])}

\* A client may hand any command to any leader at any time, again and again. NoOne is
\* a no-op. The code proposes one first ("NoOpFirst"); without that a leader starts with
\* whatever it likes, which is more than the code does.
Propose(b, c) ==
  /\ phase[b] = "lead"
  /\ Last(b) < MaxSlot
  /\ c \notin InChain(b) \/ c = NoOne
  /\ "NoOpFirst" \in Opt => (c = NoOne <=> Last(b) = fence[b])
  /\ proposed' = [proposed EXCEPT ![b] = Append(@, <<b, c>>)]
  /\ UNCHANGED <<memberVars, phase, owner, promises, firstUndecided, fence, leaderDecided,
                 accepted, vouched, taken>>

\* Where a stream of b may have started: at firstUndecided, or anew behind what the
\* leader had decided by then.
StreamStarts(b) == (IF On("FromLow") THEN 1 ELSE firstUndecided[b])
                   ..(IF On("FromHigh") THEN Last(b) ELSE leaderDecided[b] + 1)

\* The log of m when slots lo..hi of b take effect. keepThrough: what lies above it
\* goes, unless it is of b or of a higher ballot: that is known to be decided.
Adopted(m, b, lo, hi, keepThrough) ==
  [log EXCEPT ![m] = [t \in Slots |->
      IF t >= lo /\ t <= hi THEN <<b, Value(b, t)>>
      ELSE IF t > keepThrough /\ (log[m][t][1] < b \/ On("DropAll") \/ On("ResetOnRestart"))
           THEN NoE ELSE log[m][t]]]

\* Slot s of ballot b, in a stream that starts at start.
Accept(m, b, s, start) ==
  LET ch    == chain[m]
      st    == staged[m]
      first == Max(start, firstUndecided[b])
      same  == ch.b = b
      next  == IF same THEN s = ch.thru + 1 ELSE st.b = b /\ s = st.thru + 1
      anew  == /\ s = first
               /\ IF same THEN s > ch.thru + 1 ELSE st.b # b \/ s > st.thru + 1
      reset == On("ResetOnRestart") /\ same /\ s = first /\ s <= ch.thru
      falls == On("FromFalls") /\ same /\ next /\ start < ch.from
      gap   == On("StagedGap") /\ ~same /\ anew /\ st.b = b
      from  == IF falls THEN start
               ELSE IF next \/ gap THEN (IF same THEN ch.from ELSE st.from) ELSE start
      lo    == Max(from, firstUndecided[b])
      whole == same \/ s >= fence[b]
  IN
  /\ HasLed(b) /\ start \in StreamStarts(b)
  /\ s >= start /\ s <= Last(b) /\ s >= firstUndecided[b]
  /\ b >= promised[m] /\ (b >= ch.b \/ On("NoRaise"))
  /\ next \/ anew \/ reset
  /\ IF On("AckEarly") /\ whole
     THEN /\ accepted' = [accepted EXCEPT ![b][m] = @ \cup (lo..s)]
          /\ vouched' = [vouched EXCEPT ![b][m] = Max(@, s)]
          /\ UNCHANGED <<promised, chain, staged, log, phase, promises>>
     ELSE
     /\ phase'    = PhaseFor(m, b)
     /\ promises' = PromisesFor(m, b)
     /\ promised' = IF On("NoRaise") THEN promised ELSE [promised EXCEPT ![m] = b]
     /\ IF whole
        THEN /\ chain'  = [chain EXCEPT ![m] = [b |-> b, from |-> from, thru |-> s]]
             /\ staged' = [staged EXCEPT ![m] = NoChain]
             /\ log'    = IF same /\ ~reset
                          THEN [log EXCEPT ![m][s] = <<b, Value(b, s)>>]
                          ELSE Adopted(m, b, IF gap THEN s ELSE lo, s,
                                 IF On("NoDrop") THEN MaxSlot ELSE IF reset THEN s ELSE fence[b])
             /\ IF s >= fence[b]
                THEN /\ accepted' = [accepted EXCEPT ![b][m] = @ \cup (lo..s)]
                     /\ vouched'  = [vouched EXCEPT ![b][m] = Max(@, s)]
                ELSE UNCHANGED <<accepted, vouched>>
        ELSE IF On("NoAtomic")
        THEN /\ chain' = [chain EXCEPT ![m] = [b |-> b, from |-> from, thru |-> s]]
             /\ log'   = Adopted(m, b, lo, s, MaxSlot)
             /\ UNCHANGED <<staged, accepted, vouched>>
        ELSE /\ staged' = [staged EXCEPT ![m] = [b |-> b, from |-> from, thru |-> s]]
             /\ UNCHANGED <<chain, log, accepted, vouched>>
  /\ UNCHANGED <<decided, hint, owner, firstUndecided, fence, leaderDecided, proposed, taken>>

\* An acknowledgement is one watermark. Slots up to it that the member does not hold at
\* b were decided before: its stream started behind them, or it had them filled.
Counted(b, s) ==
  IF On("MixedBallots")
  THEN {m \in Members : \E c \in 1..b : s \in accepted[c][m] /\ Value(c, s) = Value(b, s)}
  ELSE {m \in Members : vouched[b][m] >= s}

Decide(b) ==
  LET s == leaderDecided[b] + 1 IN
  /\ phase[b] = "lead"
  /\ s <= Last(b)
  /\ Cardinality(Counted(b, s)) >= Q2
  /\ leaderDecided' = [leaderDecided EXCEPT ![b] = s]
  /\ taken' = [taken EXCEPT ![s] = @ \cup {<<b, Value(b, s)>>}]
  /\ UNCHANGED <<memberVars, phase, owner, promises, firstUndecided, fence, proposed, accepted, vouched>>

\* An accept or a heartbeat of the leader whose chain this is says how far it has decided.
Learn(m) ==
  LET b == chain[m].b
      s == decided[m] + 1
  IN  /\ b > 0
      /\ b = promised[m] \/ On("HoleByPresence") \/ On("NoRaise")
      /\ s <= Min(leaderDecided[b], chain[m].thru)
      /\ IF On("HoleByPresence") THEN log[m][s] # NoE ELSE ~Hole(m)
      /\ decided' = [decided EXCEPT ![m] = s]
      /\ taken' = [taken EXCEPT ![s] = @ \cup {log[m][s]}]
      /\ UNCHANGED <<promised, chain, staged, log, hint, leaderVars, accepted, vouched>>

\* The slot behind decidedThrough, from anyone who has ever known it decided. It counts
\* with the chain that it lengthens, unless a higher ballot is promised: up to its own
\* ballot the leader's value is the decided one, above it the leader may not know. Only a
\* follower takes it: a candidate or leader would have to end its ballot first, and so ends it here.
Given(s) == taken[s] \cup {log[n][s] : n \in {k \in Members : decided[k] >= s}}

Fill(m) ==
  \E s \in (decided[m] + 1)..(IF On("FillJumps") THEN MaxSlot ELSE Min(decided[m] + 1, MaxSlot)) :
  \E e \in Given(s) :
    LET longer == s > chain[m].thru
        held == /\ log[m][s][2] = e[2]
                /\ log[m][s][1] >= e[1] \/ On("HeldKeepsBallot")
    IN
    /\ promised' = IF On("FillKeepsPromise") THEN promised
                   ELSE [promised EXCEPT ![m] = Max(@, e[1])]
    /\ IF held THEN UNCHANGED <<chain, log, hint, vouched>>
       ELSE /\ vouched' = IF longer /\ chain[m].b > 0 /\ (promised'[m] = chain[m].b \/ On("VouchAbove"))
                          THEN [vouched EXCEPT ![chain[m].b][m] = Max(@, s)] ELSE vouched
            /\ log'   = [log EXCEPT ![m][s] = e]
            /\ chain' = IF On("FillKeepsChain") THEN chain
                        ELSE [chain EXCEPT ![m].from = Max(@, s + 1), ![m].thru = Max(@, s)]
            /\ hint'  = IF "Crash" \in Opt THEN [hint EXCEPT ![m] = Max(@, s)] ELSE hint
    /\ decided' = [decided EXCEPT ![m] = s]
    /\ taken'   = [taken EXCEPT ![s] = @ \cup {e}]
    /\ phase'   = WithoutRole(m)
    /\ promises' = Forgotten(m)
    /\ UNCHANGED <<staged, owner, firstUndecided, fence, leaderDecided, proposed, accepted>>

---------------------------------------------------------------------------

\* A crash ends the role of m, and decidedThrough is what the records say of it, or
\* more: a mark may have been written at any time. What is staged survives. Without
\* "Crash" a member that falls silent is one that takes no more steps.
Crash(m) ==
  /\ "Crash" \in Opt
  /\ \E d \in hint[m]..decided[m] :
       /\ d # decided[m] \/ Roles(m) # {}
       /\ decided' = [decided EXCEPT ![m] = d]
  /\ phase' = WithoutRole(m)
  /\ promises' = Forgotten(m)
  /\ UNCHANGED <<promised, chain, staged, log, hint, owner, firstUndecided, fence,
                 leaderDecided, proposed, accepted, vouched, taken>>

Next ==
  \/ \E m \in Members, b \in Ballots : Campaign(m, b) \/ Promise(m, b)
  \/ \E b \in Ballots : Lead(b) \/ Decide(b)
  \/ \E b \in Ballots, c \in Cmds \cup (IF Opt \cap {"NoOp", "NoOpFirst"} # {} THEN {NoOne} ELSE {}) : Propose(b, c)
  \/ \E m \in Members, b \in Ballots : HasLed(b) /\
       \E start \in StreamStarts(b) : \E s \in Max(start, firstUndecided[b])..Last(b) :
         Accept(m, b, s, start)
  \/ \E m \in Members : Learn(m) \/ Fill(m) \/ Crash(m)

Spec == Init /\ [][Next]_vars

Perms == Permutations(Members) \cup Permutations(Cmds)

---------------------------------------------------------------------------
(* What must hold *)

\* One value per slot, of all that any member ever took to be decided.
Agreement == \A s \in Slots : Cardinality({e[2] : e \in taken[s]}) <= 1
\* The same for what a quorum of one ballot has stored, told or not.
ChosenOnce == \A s \in Slots : \A b, c \in Ballots :
                ChosenAt(b, s) /\ ChosenAt(c, s) => Value(b, s) = Value(c, s)
\* A later leader knows a chosen slot decided, or proposes that value for it.
LaterProposesSame ==
  \A b, c \in Ballots : \A s \in Slots :
    (b < c /\ ChosenAt(b, s) /\ HasLed(c)) =>
       (s < firstUndecided[c] \/ (s <= Last(c) /\ Value(c, s) = Value(b, s)))
\* No command is decided for two slots.
AtMostOnce ==
  \A s, t \in Slots : s # t =>
    \A d \in taken[s], e \in taken[t] : d[2][2] = e[2][2] => d[2][2] = NoOne
\* The same one step earlier: no leader's chain holds a command twice.
ChainOnce ==
  \A b \in Ballots : phase[b] = "lead" =>
    LET at(s) == IF s < firstUndecided[b] THEN log[owner[b]][s][2][2] ELSE Value(b, s)[2]
    IN  \A s, t \in 1..Last(b) : s # t /\ at(s) = at(t) => at(s) = NoOne
\* What the chain says is what the log has, and all below chainFrom is chosen.
ChainTrue ==
  \A m \in Members :
    /\ chain[m].b <= promised[m] /\ staged[m].b <= promised[m]
    /\ chain[m].from <= chain[m].thru + 1
    /\ \A s \in chain[m].from..chain[m].thru :
         log[m][s][1] = chain[m].b /\ log[m][s][2] = Value(chain[m].b, s)
    /\ \A s \in 1..(chain[m].from - 1) : \E b \in Ballots : ChosenAt(b, s)
\* What a member knows decided it holds, and at no lower ballot than it was chosen at:
\* the promise that goes with it keeps all leaders below from undoing it.
KnownHeld ==
  \A m \in Members : \A s \in 1..decided[m] :
    /\ \E e \in taken[s] : e[2] = log[m][s][2]
    /\ log[m][s][1] <= promised[m]
KnownAtBallot ==
  \A m \in Members : \A s \in 1..decided[m] :
    \E b \in 1..log[m][s][1] : ChosenAt(b, s) /\ Value(b, s) = log[m][s][2]
\* The records never say more than the member knows.
HintTrue == \A m \in Members : hint[m] <= decided[m]

\* A phase-1 quorum whose members all have a hole that none of them can fill, and so
\* may not campaign if a hole forbids it.
Stuck(Q) ==
  LET top == CHOOSE d \in 0..MaxSlot : (\E m \in Q : decided[m] = d) /\ \A m \in Q : decided[m] <= d
  IN /\ \A m \in Q : Hole(m)
     /\ \A m \in Q : ~(chain[m].from <= top + 1 /\ chain[m].b > 0
                        /\ top + 1 <= Min(leaderDecided[chain[m].b], chain[m].thru))
NoStuck == \A Q \in SUBSET Members : Cardinality(Q) = Q1 /\ Cardinality(Members \ Q) <= 1 => ~Stuck(Q)
=============================================================================
