import { setTimeout as pause } from 'node:timers/promises';
import type { EndpointName } from '@gongji/shared/contract/endpoints';
import type { Call } from '../../bff/src/test-client';
import { type Citizen, get, post, type Relative, type Village } from './cast';
import { insist, type Told } from './client';
import type { Dice } from './random';
import type { World } from './world';

/** What clients were told, to be compared with what is there at the end. */
export interface Testimony {
  /** addMember, by what the client heard; `memberId` where it was done. */
  binds: { outcome: Told<'sharing.addMember'>['outcome']; region: string; memberId?: string; tries: number }[];
  agreements: { outcome: Told<'invitation.answer'>['outcome']; memberId: string; tries: number }[];
  unbinds: { outcome: Told<'sharing.command'>['outcome']; memberId: string; tries: number }[];
  /** "Not mine", said by members. */
  disputes: { outcome: Told<'sharing.command'>['outcome']; memberId: string; tries: number }[];
  windows: { outcome: Told<'sharing.command'>['outcome']; memberId: string; tries: number }[];
  /** Every move has an amount that no other one has: it names the move at the core. */
  moves: {
    outcome: Told<'funds.move'>['outcome'];
    direction: 'allocate' | 'return';
    amountFen: number;
    ownerPsnNo: string;
    tries: number;
  }[];
  /** Bills that a till was told are settled. */
  bills: { region: string; settlementId: string }[];
  /** Answers that no client should ever get. */
  unexpected: string[];
  refusals: Map<string, number>;
}

export const emptyTestimony = (): Testimony => ({
  binds: [],
  agreements: [],
  unbinds: [],
  disputes: [],
  windows: [],
  moves: [],
  bills: [],
  unexpected: [],
  refusals: new Map(),
});

/** What a player takes up of what the API offers; ending is liked more than changing. */
const OFFERS = {
  owner: ['unbind', 'unbind', 'cancelInvitation', 'changeWindow'],
  member: ['leave', 'dispute'],
} as const;

/** A window that begins soon, by the programs' clock; now and then without an end. */
function windowFrom(world: World, dice: Dice): { startAt: string; endAt?: string } {
  const at = (minutes: number) => new Date(world.now().getTime() + minutes * 60_000).toISOString();
  return { startAt: at(1), ...(dice.isLucky(0.5) ? { endAt: at(dice.between(2, 3_000)) } : {}) };
}

let lastAmountFen = 10_000;

/** Does one thing after another, as citizens at their phones and tills at their counters do, until it is told to stop. */
export async function play(stage: {
  world: World;
  call: Call;
  villages: readonly Village[];
  dice: Dice;
  testimony: Testimony;
  isOver: () => boolean;
}): Promise<void> {
  const { world, call, villages, dice, testimony, isOver } = stage;

  const note = <Name extends EndpointName>(told: Told<Name>): Told<Name> => {
    if (told.outcome === 'unexpected') testimony.unexpected.push(told.words);
    if (told.outcome === 'refused') testimony.refusals.set(told.code, (testimony.refusals.get(told.code) ?? 0) + 1);
    return told;
  };

  async function bind(village: Village, owner: Citizen, relative: Relative): Promise<void> {
    const { pack, region } = village;
    const { name, certificateNumber, kinship } = relative;
    const consent = relative.isMinor ? pack.documents.guardianConsent?.hash : undefined;
    const told = note(
      await insist(world, call, dice, owner, 'sharing.addMember', {
        body: {
          family: pack.family,
          kinship,
          member: { name, certificateNumber },
          ...(pack.window.value ? { window: windowFrom(world, dice) } : {}),
          ...(consent ? { guardianConsentHash: consent } : {}),
        },
      }),
    );
    const { outcome, tries } = told;
    testimony.binds.push({ outcome, region, tries, ...(outcome === 'done' ? { memberId: told.reply.memberId } : {}) });
    if (outcome !== 'done') return;
    const { memberId, sharing } = told.reply;
    const code = sharing.members.find((member) => member.memberId === memberId)?.invitation?.code;
    if (code === undefined || !relative.hasDoor) return;
    const answered = note(
      await insist(world, call, dice, relative, 'invitation.answer', { params: { code }, body: { answer: 'agree' } }),
    );
    testimony.agreements.push({ outcome: answered.outcome, memberId, tries: answered.tries });
  }

  /** The owner's sharing in this village as the API shows it; undefined while nobody answers. */
  async function sharingOf(village: Village, owner: Citizen) {
    const told = note(await insist(world, call, dice, owner, 'sharing.list', {}));
    return told.outcome === 'done'
      ? told.reply.asOwner.find((sharing) => sharing.family === village.pack.family)
      : undefined;
  }

  /** One command on a member, of those that the API offers this citizen now; `wanted` in the player's own order of liking. */
  async function command(village: Village, citizen: Citizen, role: 'owner' | 'member'): Promise<void> {
    const wanted = OFFERS[role];
    const listed = note(await insist(world, call, dice, citizen, 'sharing.list', {}));
    if (listed.outcome !== 'done') return;
    const sharings = role === 'owner' ? listed.reply.asOwner : listed.reply.asMember;
    const offers = sharings
      .filter((sharing) => sharing.family === village.pack.family)
      .flatMap(({ sharingId, availableCommands }) =>
        availableCommands.flatMap((offer) =>
          offer.role === role && offer.memberId !== undefined && wanted.some((type) => type === offer.type)
            ? [{ sharingId, memberId: offer.memberId, type: offer.type as (typeof wanted)[number] }]
            : [],
        ),
      );
    if (offers.length === 0) return;
    const { sharingId, memberId, type } = dice.pick(offers);
    const asked =
      type === 'changeWindow'
        ? { type, memberId, ...windowFrom(world, dice), isOpenEnded: undefined }
        : { type, memberId };
    const told = note(
      await insist(world, call, dice, citizen, 'sharing.command', { params: { sharingId }, body: { command: asked } }),
    );
    const kept = { outcome: told.outcome, memberId, tries: told.tries };
    if (type === 'dispute') testimony.disputes.push(kept);
    else if (type === 'changeWindow') testimony.windows.push(kept);
    else testimony.unbinds.push(kept);
  }

  /** What happens without us: a window ends a relation, an employer stops paying for a while. */
  async function elsewhere(village: Village, owner: Citizen): Promise<void> {
    const { region, city } = village;
    if (dice.isLucky(0.5)) {
      const status = dice.isLucky(0.15) ? '2' : '1';
      const insurances = [{ insutype: '310', status, region: city }];
      await post(`${world.outside.core}/sim/insurance`, { region, person: owner.psnNo, insurances });
      return;
    }
    const { relations } = await get<{ relations: { relationId: string; endedAt?: string }[] }>(
      `${world.outside.core}/sim/relations?region=${region}`,
    );
    const standing = relations.filter(({ endedAt }) => endedAt === undefined);
    if (standing.length === 0) return;
    const coreRelationId = dice.pick(standing).relationId;
    await post(`${world.outside.core}/sim/relations/end`, { region, coreRelationId, because: '在窗口解除' });
  }

  async function move(village: Village, owner: Citizen): Promise<void> {
    const sharing = await sharingOf(village, owner);
    if (!sharing?.availableCommands.some(({ type }) => type === 'moveFunds')) return;
    lastAmountFen += 1;
    const amountFen = lastAmountFen;
    const direction = dice.isLucky(0.7) ? ('allocate' as const) : ('return' as const);
    const told = note(
      await insist(world, call, dice, owner, 'funds.move', {
        params: { sharingId: sharing.sharingId },
        body: { direction, amountFen },
      }),
    );
    testimony.moves.push({ outcome: told.outcome, direction, amountFen, ownerPsnNo: owner.psnNo, tries: told.tries });
  }

  async function payBill(village: Village, relative: Relative): Promise<void> {
    const { region, hospitalCode: institutionCode } = village;
    const items = [{ name: '药品', scope: 'drug', amountFen: dice.between(1, 9_000) }];
    const bill = { region, person: relative.psnNo, institutionCode, items };
    const { settlement } = await post<{ settlement: { settlementId: string } }>(
      `${world.outside.core}/counter/settle`,
      bill,
    );
    const { settlementId } = settlement;
    testimony.bills.push({ region, settlementId });
    if (dice.isLucky(0.2)) await post(`${world.outside.core}/counter/cancel`, { region, settlementId });
  }

  while (!isOver()) {
    // Where money is allocated most can go wrong: those are played twice as often.
    const village = dice.pick([...villages, ...villages.filter(({ pack }) => pack.funding.value === 'allocation')]);
    const owner = dice.pick(village.owners);
    const relative = dice.pick(village.relatives);
    const isAllocating = village.pack.funding.value === 'allocation';
    const lot = dice.roll();
    if (lot < 0.4) await bind(village, owner, relative);
    else if (lot < 0.56) await command(village, owner, 'owner');
    else if (lot < 0.62 && relative.hasDoor) await command(village, relative, 'member');
    else if (lot < 0.66) await elsewhere(village, owner);
    else if (lot < 0.92 && isAllocating) await move(village, owner);
    // A till may be hit by a fault that was meant for others: the bill is then not the point here.
    else await payBill(village, relative).catch(() => undefined);
    await pause(dice.between(5, 60));
  }
}

/** Everybody is insured and normal again, as they were at the beginning. */
export async function restoreInsurances(world: World, villages: readonly Village[]): Promise<void> {
  for (const { region, city, owners } of villages) {
    for (const { psnNo: person } of owners) {
      const insurances = [{ insutype: '310', status: '1', region: city }];
      await post(`${world.outside.core}/sim/insurance`, { region, person, insurances });
    }
  }
}

/** Confirms the pack's commitment for every owner, where it has one. */
export async function commitAll(world: World, call: Call, villages: readonly Village[], dice: Dice): Promise<void> {
  for (const { pack, owners } of villages) {
    const textHash = pack.documents.commitment?.hash;
    if (!textHash) continue;
    for (const owner of owners) {
      const isSigned = pack.consent.commitment.value === 'sign';
      const body = { family: pack.family, textHash, ...(isSigned ? { signature: { name: owner.name } } : {}) };
      const told = await insist(world, call, dice, owner, 'sharing.acceptCommitment', { body });
      if (told.outcome !== 'done') throw new Error(`a commitment could not be confirmed: ${JSON.stringify(told)}`);
    }
  }
}
