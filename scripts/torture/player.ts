import { setTimeout as pause } from 'node:timers/promises';
import type { EndpointName } from '@gongji/shared/contract/endpoints';
import type { Call } from '../../bff/src/test-client';
import { type Citizen, post, type Relative, type Village } from './cast';
import { insist, type Told } from './client';
import type { Dice } from './random';
import type { World } from './world';

/** What clients were told, to be compared with what is there at the end. */
export interface Testimony {
  /** addMember, by what the client heard; `memberId` where it was done. */
  binds: { outcome: Told<'sharing.addMember'>['outcome']; region: string; memberId?: string; tries: number }[];
  agreements: { outcome: Told<'invitation.answer'>['outcome']; memberId: string; tries: number }[];
  unbinds: { outcome: Told<'sharing.command'>['outcome']; memberId: string; tries: number }[];
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
  moves: [],
  bills: [],
  unexpected: [],
  refusals: new Map(),
});

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

  async function unbind(village: Village, owner: Citizen): Promise<void> {
    const sharing = await sharingOf(village, owner);
    const available = (sharing?.availableCommands ?? []).filter(
      ({ type, role }) => role === 'owner' && (type === 'unbind' || type === 'cancelInvitation'),
    );
    if (!sharing || available.length === 0) return;
    const chosen = dice.pick(available);
    const memberId = chosen.memberId ?? '';
    const type = chosen.type === 'unbind' ? 'unbind' : 'cancelInvitation';
    const told = note(
      await insist(world, call, dice, owner, 'sharing.command', {
        params: { sharingId: sharing.sharingId },
        body: { command: { type, memberId } },
      }),
    );
    testimony.unbinds.push({ outcome: told.outcome, memberId, tries: told.tries });
  }

  async function move(village: Village, owner: Citizen): Promise<void> {
    const sharing = await sharingOf(village, owner);
    if (!sharing) return;
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
    const village = dice.pick(villages);
    const owner = dice.pick(village.owners);
    const relative = dice.pick(village.relatives);
    const isAllocating = village.pack.funding.value === 'allocation';
    const lot = dice.roll();
    if (lot < 0.45) await bind(village, owner, relative);
    else if (lot < 0.7) await unbind(village, owner);
    else if (lot < 0.9 && isAllocating) await move(village, owner);
    // A till may be hit by a fault that was meant for others: the bill is then not the point here.
    else await payBill(village, relative).catch(() => undefined);
    await pause(dice.between(5, 60));
  }
}

/** Confirms the pack's commitment for every owner, where it has one. */
export async function commitAll(world: World, call: Call, villages: readonly Village[], dice: Dice): Promise<void> {
  for (const { pack, owners } of villages) {
    const textHash = pack.documents.commitment?.hash;
    if (!textHash) continue;
    for (const owner of owners) {
      const body = { family: pack.family, textHash };
      const told = await insist(world, call, dice, owner, 'sharing.acceptCommitment', { body });
      if (told.outcome !== 'done') throw new Error(`a commitment could not be confirmed: ${JSON.stringify(told)}`);
    }
  }
}
