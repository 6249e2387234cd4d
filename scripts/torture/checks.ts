import { fold, seatsOf } from '@gongji/shared/domain/sharing';
import type { Member, Sharing } from '@gongji/shared/domain/sharing.types';
import type { Village } from './cast';
import type { Testimony } from './player';
import type { Stored } from './stored';

/** A simulated core's whole state (GET /sim/dump). */
export interface CoreDump {
  relations: {
    relationId: string;
    ownerPsnNo: string;
    memberPsnNo: string;
    effectId?: string;
    endedAt?: string;
    frozenAt?: string;
    window?: { startAt: string; endAt?: string };
  }[];
  settlements: { settlementId: string; state: 'settled' | 'cancelled' | 'reversed' }[];
  entries: { cause: string; lines: { account: string; amountFen: number }[] }[];
  events: { seq: number; evt_type: string }[];
  problems: string[];
  balances: Record<string, number>;
}

export interface Evidence {
  stored: Stored;
  cores: Map<string, CoreDump>;
  villages: readonly Village[];
  testimony: Testimony;
}

/** Everything that is wrong at the end, in words; empty means that nothing was lost, doubled or left behind. */
export function findLosses(evidence: Evidence): string[] {
  const sharings = evidence.stored.sharings.map((document) => {
    const sharing = fold(document.actions);
    if (!sharing) throw new Error(`${document._id} does not fold`);
    return { document, sharing };
  });
  return [
    ...evidence.testimony.unexpected,
    ...checkOwed(evidence),
    ...checkSeats(evidence, sharings),
    ...checkRelations(evidence, sharings),
    ...checkTestimony(evidence, sharings),
    ...checkMoney(evidence, sharings),
    ...checkFeed(evidence),
  ];
}

type Told = { document: Stored['sharings'][number]; sharing: Sharing };

const LIVE_AT_CORE = new Set<Member['status']>(['active', 'suspended']);

/** Nothing is owed any more, and nobody is left half-way. */
function checkOwed({ stored }: Evidence): string[] {
  return stored.sharings.flatMap(({ _id, outbox, effectDueAt, leaseUntil }) => [
    ...outbox.map(
      (effect) => `${_id} still owes ${effect.kind} ${effect.effectId} (${effect.lastProblem ?? 'no try'})`,
    ),
    ...(outbox.length === 0 && (effectDueAt ?? leaseUntil) !== undefined
      ? [`${_id} is due or leased for nothing`]
      : []),
  ]);
}

/** Seats are held for those who stand in a sharing, once each, and for nobody else. */
function checkSeats({ villages }: Evidence, sharings: Told[]): string[] {
  const losses: string[] = [];
  const holders = new Map<string, string>();
  for (const { document, sharing } of sharings) {
    const pack = villages.find((village) => village.pack.family === document.family)?.pack;
    if (!pack) continue;
    const held = document.seats ?? [];
    const due = seatsOf(sharing, pack, { held });
    if (held.toSorted().join() !== due.join()) losses.push(`${document._id} holds [${held}], should hold [${due}]`);
    for (const seat of held) {
      const other = holders.get(seat);
      if (other !== undefined) losses.push(`seat ${seat} is held by ${other} and ${document._id}`);
      holders.set(seat, document._id);
    }
  }
  const documents = new Set<string>();
  for (const { document } of sharings) {
    const key = `${document.family}:${document.ownerId}`;
    if (documents.has(key)) losses.push(`two documents of one owner: ${key}`);
    documents.add(key);
  }
  return losses;
}

/** What stands at the core is what stands here, once. */
function checkRelations({ cores, villages }: Evidence, sharings: Told[]): string[] {
  const losses: string[] = [];
  for (const { pack, region } of villages) {
    const standing = (cores.get(region)?.relations ?? []).filter(
      (relation) => relation.endedAt === undefined && relation.effectId !== undefined,
    );
    const members = sharings
      .filter(({ document }) => document.family === pack.family)
      .flatMap(({ sharing }) => sharing.members);
    const liveHere = new Map(
      members
        .filter((member) => LIVE_AT_CORE.has(member.status))
        .map((member) => [member.registration?.coreRelationId ?? `none for ${member.memberId}`, member]),
    );
    for (const relation of standing) {
      const member = liveHere.get(relation.relationId);
      if (!member) losses.push(`${region}: relation ${relation.relationId} stands at the core, nobody stands here`);
      else if (member.registration?.effectId !== relation.effectId)
        losses.push(`${region}: relation ${relation.relationId} was registered by another effect`);
      if (member) losses.push(...differences(region, relation, member));
      liveHere.delete(relation.relationId);
    }
    for (const id of liveHere.keys()) losses.push(`${region}: a member is active here, no relation ${id} at the core`);
    for (const member of members) {
      if (['agreed', 'registering', 'ending'].includes(member.status))
        losses.push(`${region}: member ${member.memberId} is left at "${member.status}"`);
    }

    const [byPair, byMember, byPerson] = [new Map(), new Map(), new Map<string, number>()];
    const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
    for (const { ownerPsnNo, memberPsnNo } of standing) {
      count(byPair, `${ownerPsnNo}>${memberPsnNo}`);
      count(byMember, memberPsnNo);
    }
    for (const [pair, times] of byPair)
      if (times > 1) losses.push(`${region}: pair ${pair} is registered ${times} times`);
    const most = pack.limits.oneRelationAtATime.value ? 1 : pack.limits.ownersPerMember.value;
    if (most !== null) {
      for (const [psnNo, times] of byMember)
        if (times > most) losses.push(`${region}: member ${psnNo} has ${times} owners, ${most} are allowed`);
    }
    if (pack.limits.oneRelationAtATime.value) {
      for (const { ownerPsnNo, memberPsnNo } of standing) {
        byPerson.set(memberPsnNo, 1);
        if (byMember.has(ownerPsnNo)) losses.push(`${region}: ${ownerPsnNo} owns and is a member at once`);
      }
    }
    const effects = new Set<string>();
    for (const { effectId } of cores.get(region)?.relations ?? []) {
      if (effectId !== undefined && effects.has(effectId))
        losses.push(`${region}: effect ${effectId} registered twice`);
      if (effectId !== undefined) effects.add(effectId);
    }
  }
  return losses;
}

/** A relation stands on both sides: frozen or not, and its window, are the same on both. */
function differences(region: string, relation: CoreDump['relations'][number], member: Member): string[] {
  const losses: string[] = [];
  const isDisputed = member.suspended?.because === 'disputed';
  if ((relation.frozenAt !== undefined) !== isDisputed)
    losses.push(`${region}: ${member.memberId} is ${isDisputed ? '' : 'not '}disputed, frozen at ${relation.frozenAt}`);
  if (member.status === 'suspended' && !isDisputed)
    losses.push(`${region}: ${member.memberId} is suspended (${member.suspended?.because}), everybody is insured`);
  const [here, there] = [member.window, relation.window];
  if (here?.startAt !== there?.startAt || here?.endAt !== there?.endAt)
    losses.push(
      `${region}: window of ${member.memberId}: ${JSON.stringify(here)} here, ${JSON.stringify(there)} there`,
    );
  return losses;
}

/** Whatever a client was told is done, is done, once; what it was refused is not done; what it does not know, at most once. */
function checkTestimony({ testimony }: Evidence, sharings: Told[]): string[] {
  const losses: string[] = [];
  const actions = sharings.flatMap(({ document }) => document.actions);
  for (const { document } of sharings) {
    const deeds = new Set<string>();
    for (const action of document.actions) {
      if (action.by === 'core') continue;
      const deed = `${action.commandId} ${action.type}`;
      if (deeds.has(deed)) losses.push(`${document._id}: one command did ${action.type} twice`);
      deeds.add(deed);
    }
  }
  const added = new Set(actions.flatMap((action) => (action.type === 'member.added' ? [action.memberId] : [])));
  const told = testimony.binds.flatMap(({ memberId }) => memberId ?? []);
  for (const memberId of told) if (!added.has(memberId)) losses.push(`bind ${memberId} was acknowledged and is lost`);
  if (new Set(told).size < told.length) losses.push('two binds were answered with one member');
  const unknownBinds = testimony.binds.filter(({ outcome }) => outcome === 'unknown').length;
  const unexplained = added.size - new Set(told).size;
  if (unexplained > unknownBinds)
    losses.push(`${unexplained} members were added that nobody was told of; ${unknownBinds} binds are unknown`);

  const ofMember = (memberId: string, ...types: string[]) =>
    actions.filter((action) => 'memberId' in action && action.memberId === memberId && types.includes(action.type));
  for (const { outcome, memberId } of testimony.agreements) {
    const agreed = ofMember(memberId, 'member.agreed').length;
    if (outcome === 'done' && agreed !== 1) losses.push(`agreement of ${memberId} was acknowledged, found ${agreed}`);
    if (outcome === 'refused' && agreed !== 0) losses.push(`agreement of ${memberId} was refused, and is recorded`);
  }
  for (const { outcome, memberId } of testimony.disputes) {
    const said = ofMember(memberId, 'member.disputed').length;
    if (outcome === 'done' && said < 1) losses.push(`"not mine" of ${memberId} was acknowledged and is lost`);
  }
  for (const memberId of new Set(testimony.windows.map((each) => each.memberId))) {
    const acknowledged = testimony.windows.filter(
      (each) => each.memberId === memberId && each.outcome === 'done',
    ).length;
    const set = ofMember(memberId, 'member.windowSet').length;
    if (set < acknowledged)
      losses.push(`${acknowledged} windows of ${memberId} were acknowledged, ${set} are recorded`);
  }
  const members = new Map(
    sharings.flatMap(({ sharing }) => sharing.members.map((member) => [member.memberId, member] as const)),
  );
  for (const { outcome, memberId } of testimony.unbinds) {
    const status = members.get(memberId)?.status ?? 'unknown';
    if (outcome === 'done' && !['ended', 'cancelled', 'refused'].includes(status))
      losses.push(`the end of ${memberId} was acknowledged, it is "${status}"`);
  }
  return losses;
}

/** Every fen is accounted for; a move that was told as done is done once at the core. */
function checkMoney({ testimony, cores, villages }: Evidence, sharings: Told[]): string[] {
  const losses: string[] = [];
  for (const [region, { problems }] of cores)
    losses.push(...problems.map((problem) => `${region}: ledger: ${problem}`));
  for (const { pack, region } of villages.filter((village) => village.pack.funding.value === 'allocation')) {
    const entries = cores.get(region)?.entries ?? [];
    const atCore = (effectId: string) =>
      entries.filter(({ cause }) => cause === `allocate:${effectId}` || cause === `return:${effectId}`);
    const moves = sharings
      .filter(({ document }) => document.family === pack.family)
      .flatMap(({ sharing }) => sharing.moves);
    for (const move of moves) {
      const found = atCore(move.effectId);
      const due = move.status === 'done' ? 1 : 0;
      if (move.status === 'requested') losses.push(`move ${move.moveId} is left at "requested"`);
      else if (found.length !== due)
        losses.push(`move ${move.moveId} is ${move.status}, the core did it ${found.length} times`);
      for (const { lines } of found) {
        if (!lines.some((line) => Math.abs(line.amountFen) === move.amountFen))
          losses.push(`move ${move.moveId} of ${move.amountFen} fen moved another amount`);
      }
    }
    const effectIds = new Set(moves.map((move) => move.effectId));
    for (const { cause } of entries) {
      const [kind, effectId = ''] = cause.split(':');
      if ((kind === 'allocate' || kind === 'return') && !effectIds.has(effectId))
        losses.push(`${region}: the core moved money for ${effectId}, which is not recorded here`);
    }
    for (const { outcome, amountFen, direction } of testimony.moves) {
      const recorded = moves.filter((move) => move.amountFen === amountFen && move.direction === direction);
      if (outcome === 'done' && recorded.length !== 1)
        losses.push(`${direction} of ${amountFen} fen was acknowledged, recorded ${recorded.length} times`);
      if (outcome === 'refused' && recorded.length !== 0)
        losses.push(`${direction} of ${amountFen} fen was refused at once, and is recorded`);
      if (recorded.length > 1) losses.push(`${direction} of ${amountFen} fen is recorded ${recorded.length} times`);
    }
  }
  return losses;
}

/** The feed is here without gaps or doubles, and every bill has the state that the core gives it. */
function checkFeed({ stored, cores, testimony }: Evidence): string[] {
  const losses: string[] = [];
  for (const [region, core] of cores) {
    const seqs = stored.feedEventIds
      .filter((id) => id.startsWith(`${region}:`))
      .map((id) => Number(id.slice(region.length + 1)))
      .sort((a, b) => a - b);
    const gap = seqs.findIndex((seq, index) => seq !== index + 1);
    if (gap >= 0) losses.push(`${region}: kept events have a gap or double at ${gap + 1}`);
    if (seqs.length !== core.events.length)
      losses.push(`${region}: the core told ${core.events.length} events, ${seqs.length} are kept`);
    const cursor = stored.cursors.get(region) ?? 0;
    if (cursor !== core.events.length)
      losses.push(`${region}: the cursor stands at ${cursor} of ${core.events.length}`);
    const records = new Map(
      stored.settlements
        .filter((settlement) => settlement.region === region)
        .map((settlement) => [settlement.settlementId, settlement]),
    );
    for (const { settlementId, state } of core.settlements) {
      const status = records.get(settlementId)?.status;
      const isRight = state === 'settled' ? status === 'settled' || status === 'sharingFailed' : status === state;
      if (!isRight) losses.push(`${region}: bill ${settlementId} is ${state}, our record says ${status ?? 'nothing'}`);
    }
    if (records.size !== core.settlements.length)
      losses.push(`${region}: ${core.settlements.length} bills at the core, ${records.size} records`);
    for (const bill of testimony.bills.filter((each) => each.region === region))
      if (!records.has(bill.settlementId))
        losses.push(`${region}: bill ${bill.settlementId} was paid and is not recorded`);
  }
  return losses;
}
