import { decide, fold } from './domain/sharing';
import type {
  Action,
  Command,
  Facts,
  InsuranceFact,
  Member,
  PersonFacts,
  Role,
  Sharing,
  Window,
} from './domain/sharing.types';
import type { CommitmentText, PolicyPack, Rule } from './policy/pack';
import { PACKS } from './policy/packs';
import { GANSU } from './policy/packs/gansu';
import { HEBEI } from './policy/packs/hebei';

/** Test builders: valid by default, every part can be replaced. Used by tests only. */

export const NOW = '2026-11-20T02:00:00.000Z';
export const OWNER = 'per_owner';
export const MEMBER = 'per_member';
export const ADULT_BORN = '1960-05-01';
export const CHILD_BORN = '2018-03-01';

export function buildInsurance(pack: PolicyPack, part: Partial<InsuranceFact> = {}): InsuranceFact {
  return { insutype: '310', status: '1', region: pack.region, balanceFen: 500_000, ...part };
}

export function buildPerson(pack: PolicyPack, part: Partial<PersonFacts> = {}): PersonFacts {
  return {
    personId: OWNER,
    isKnown: true,
    birthOn: ADULT_BORN,
    insurances: [buildInsurance(pack)],
    relations: [],
    asOf: NOW,
    ...part,
  };
}

/** Facts with which everything that a pack allows goes through, for one named member. */
export function buildFacts(pack: PolicyPack, part: Partial<Facts> = {}, memberId = MEMBER, ownerId = OWNER): Facts {
  return {
    owner: buildPerson(pack, { personId: ownerId }),
    member: buildPerson(pack, {
      personId: memberId,
      insurances: [buildInsurance(pack, { insutype: '390', balanceFen: undefined })],
    }),
    ownerProof: 'face',
    memberFace: { faceCheckId: `face_${memberId}`, passedAt: NOW, personId: memberId },
    availableToAllocateFen: 500_000,
    availableToReturnFen: 100_000,
    ...part,
  };
}

/** The same pack with some rules' values replaced by path, e.g. { 'limits.ownersPerMember': 2 }. */
export function buildPack(base: PolicyPack, values: Record<string, unknown> = {}): PolicyPack {
  const copy = JSON.parse(JSON.stringify(base)) as PolicyPack;
  for (const [path, value] of Object.entries(values)) {
    const leaf = path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], copy);
    (leaf as Rule<unknown>).value = value;
  }
  return copy;
}

/** All packs (opened, where they are not yet), and variants that stretch the engine: numbered seats, members who may leave, no face, a small limit. */
export const TEST_PACKS: readonly PolicyPack[] = [
  ...PACKS.map((pack) => (pack.isOpen.value ? pack : buildPack(pack, { isOpen: true }))),
  {
    ...buildPack(HEBEI, { 'limits.ownersPerMember': 2, 'limits.membersPerOwner': 2, 'lifecycle.memberMayLeave': true }),
    id: 'twoowners-1',
    family: 'twoowners',
    seatPrefix: 'TW',
  },
  {
    ...buildPack(GANSU, {
      'limits.oneRelationAtATime': false,
      'limits.ownersPerMember': 1,
      'consent.memberFaceFromAge': null,
      'consent.commitment': 'none',
      'owner.balanceRequired': true,
      'member.mustBeInsured': true,
      'lifecycle.memberMayLeave': true,
    }),
    id: 'oneowner-1',
    family: 'oneowner',
    seatPrefix: 'ON',
  },
];

/** A pack's text that must be there; its hash is what a person confirms. */
export function textOf(pack: PolicyPack, kind: 'commitment' | 'guardianConsent'): CommitmentText {
  const text = pack.documents[kind];
  if (text === undefined) throw new Error(`${pack.id} has no ${kind}`);
  return text;
}

export interface Carried {
  sharing: Sharing;
  actions: Action[];
}

/** Carries commands out one after the other; throws where one is refused (a test's own mistake). */
export function carryOut(
  pack: PolicyPack,
  steps: readonly { command: Command; role: Role; facts?: Facts; now?: string }[],
  ownerId = OWNER,
): Carried {
  const actions: Action[] = [];
  for (const { command, role, facts, now } of steps) {
    const decided = decide(fold(actions), command, {
      pack,
      facts: facts ?? buildFacts(pack),
      now: now ?? NOW,
      role,
      sharingId: `shr_${ownerId}`,
      ownerId,
    });
    if (!decided.ok) throw new Error(`${command.type} refused: ${decided.refusal.code}`);
    actions.push(...decided.value);
  }
  const sharing = fold(actions);
  if (sharing === undefined) throw new Error('no command opened the sharing');
  return { sharing, actions };
}

let commands = 0;
/** A command with an id of its own. */
export function command<T extends Command['type']>(
  part: Omit<Extract<Command, { type: T }>, 'commandId'> & { type: T; commandId?: string },
): Command {
  commands += 1;
  return { commandId: `cmd_${commands}`, ...part } as unknown as Command;
}

export function addMemberCommand(part: Partial<Extract<Command, { type: 'addMember' }>> = {}): Command {
  return command({
    type: 'addMember',
    memberId: 'mem_1',
    personId: MEMBER,
    kinship: 'parent',
    invitationCode: 'CODE1',
    effectId: 'eff_reg_1',
    ...part,
  });
}

/** The current text confirmed, and signed where the pack wants it. */
export function acceptCommand(pack: PolicyPack): Command {
  const isSigned = pack.consent.commitment.value === 'sign';
  const textHash = textOf(pack, 'commitment').hash;
  return command({ type: 'acceptCommitment', textHash, ...(isSigned ? { signature: { name: '王建国' } } : {}) });
}

/** The window part of a bind where the pack has one: from NOW to the end of the next year. */
export function windowOf(pack: PolicyPack): { window?: Window } {
  return pack.window.value === null ? {} : { window: { startAt: NOW, endAt: '2027-12-31T16:00:00.000Z' } };
}

/** A sharing with one member in the wanted status, made by commands alone, as people make it. */
export function buildSharing(
  pack: PolicyPack,
  status: 'opened' | 'invited' | 'registering' | 'active' | 'ending' | 'ended',
): Carried {
  const steps: Parameters<typeof carryOut>[1][number][] = [];
  if (pack.consent.commitment.value !== 'none') {
    steps.push({ command: acceptCommand(pack), role: 'owner' });
  }
  const reached = () => carryOut(pack, steps);
  if (status === 'opened') return reached();
  steps.push({ command: addMemberCommand(windowOf(pack)), role: 'owner' });
  if (status === 'invited') return reached();
  if (pack.consent.memberAgrees.value) {
    steps.push({
      command: command({ type: 'agree', memberId: 'mem_1', way: 'ownPhone', effectId: 'eff_reg_1' }),
      role: 'member',
    });
  }
  if (status === 'registering') return reached();
  steps.push({
    command: command({
      type: 'confirmRegistration',
      memberId: 'mem_1',
      effectId: 'eff_reg_1',
      coreRelationId: 'rel_1',
    }),
    role: 'core',
  });
  if (status === 'active') return reached();
  steps.push({ command: command({ type: 'unbind', memberId: 'mem_1', effectId: 'eff_end_1' }), role: 'owner' });
  if (status === 'ending') return reached();
  steps.push({ command: command({ type: 'confirmEnd', memberId: 'mem_1', because: 'ownerUnbound' }), role: 'core' });
  return reached();
}

/** Asks decide() as this role; everything favourable unless said otherwise. */
export const ask = (
  sharing: Sharing | undefined,
  asked: Command,
  role: Role,
  {
    pack = GANSU,
    facts = buildFacts(pack),
    now = NOW,
    personId,
  }: { pack?: PolicyPack; facts?: Facts; now?: string; personId?: string } = {},
) =>
  decide(sharing, asked, {
    pack,
    facts,
    now,
    role,
    sharingId: 'shr_1',
    ownerId: OWNER,
    ...(personId ? { personId } : {}),
  });

/** The refusal's code, undefined when accepted. */
export const codeOf = (decided: ReturnType<typeof decide>) => (decided.ok ? undefined : decided.refusal.code);
/** The accepted actions' types, or the refusal's code. */
export const typesOf = (decided: ReturnType<typeof decide>) =>
  decided.ok ? decided.value.map(({ type }) => type) : codeOf(decided);

/** The sharing's first member; throws where there is none. */
export function firstMember(sharing: Sharing): Member {
  const member = sharing.members[0];
  if (member === undefined) throw new Error('no member');
  return member;
}
