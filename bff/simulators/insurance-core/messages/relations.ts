import type { Kinship } from '@gongji/shared/domain/kinship';
import { isWithinReach } from '@gongji/shared/domain/region';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import { z } from 'zod';
import { type Core, type Draft, newId } from '../core';
import {
  KINSHIP_CODES,
  relationChangedEvent,
  relationEndedEvent,
  relationRegisteredEvent,
  wireRelation,
} from '../events';
import { familyAccount, personalAccount } from '../ledger';
import { CoreRefusal } from '../refusal';
import { checkNewRelation, checkWindow, packOf } from '../rules';
import type { PersonRecord, RelationRecord, RelationWindow } from '../state';
import { defineMessage } from './message';

const kinshipOfCode = new Map(
  Object.entries(KINSHIP_CODES).map(([kinship, code]) => [code as string, kinship as Kinship]),
);

const businessNumber = z.string().min(1).max(100);
const instant = z.iso.datetime();

/** GJ01: relations that a person stands in now, on either side, whoever bound them. */
export const relationsMessage = defineMessage({
  infno: 'GJ01',
  callers: ['app'],
  isWrite: false,
  input: z.object({ psn_no: z.string() }),
  work: ({ psn_no }, { core }) => {
    core.person(psn_no);
    return { rlts: core.relationsOf(psn_no).map(wireRelation) };
  },
});

/** GJ02: registers a relation, or refuses in the core's own words. */
export const registerMessage = defineMessage({
  infno: 'GJ02',
  callers: ['app'],
  isWrite: true,
  input: z.object({
    ow_psn_no: z.string(),
    mem_psn_no: z.string(),
    rlt_type: z.string(),
    begn_time: instant.optional(),
    expi_time: instant.optional(),
    biz_sn: businessNumber,
  }),
  work(input, { core, draft }) {
    const forced = core.refuseNextRegister;
    if (forced) {
      core.refuseNextRegister = undefined;
      throw new CoreRefusal(forced.code, forced.words);
    }
    const kinship = kinshipOfCode.get(input.rlt_type);
    if (!kinship) throw new CoreRefusal('KINSHIP_NOT_OPEN', '亲属关系代码不正确');
    const owner = core.person(input.ow_psn_no);
    const member = core.person(input.mem_psn_no);
    const pack = packOf(core, draft.at);
    const window = windowOf(input);
    checkNewRelation(core, pack, owner, member, kinship);
    checkWindow(pack, window, draft.at);
    const relation = addRelation(draft, {
      ownerPsnNo: owner.psnNo,
      memberPsnNo: member.psnNo,
      kinship,
      boundAt: draft.at,
      effectId: input.biz_sn,
      ...(window ? { window } : {}),
    });
    return { rlt: wireRelation(relation) };
  },
});

/** GJ03: ends a relation; one that has ended already is answered the same. */
export const endMessage = defineMessage({
  infno: 'GJ03',
  callers: ['app'],
  isWrite: true,
  input: z.object({ rlt_id: z.string(), biz_sn: businessNumber }),
  work({ rlt_id }, { core, draft }) {
    const relation = core.state.relations.get(rlt_id);
    if (!relation) throw new CoreRefusal('RELATION_UNKNOWN', '没有查到该共济关系');
    if (relation.endedAt === undefined) endRelation(core, draft, relation, '经家庭共济程序解除');
    return { rlt_id, end_time: relation.endedAt ?? draft.at };
  },
});

/** GJ08: freezes a relation; it stands and keeps its places, but pays nothing. One that is frozen is answered the same. */
export const freezeMessage = defineMessage({
  infno: 'GJ08',
  callers: ['app'],
  isWrite: true,
  input: z.object({ rlt_id: z.string(), biz_sn: businessNumber }),
  work({ rlt_id }, { core, draft }) {
    const relation = standing(core, rlt_id);
    return { rlt: wireRelation(relation.frozenAt ? relation : change(draft, { ...relation, frozenAt: draft.at })) };
  },
});

/** GJ09: a frozen relation pays again. One that is not frozen is answered the same. */
export const unfreezeMessage = defineMessage({
  infno: 'GJ09',
  callers: ['app'],
  isWrite: true,
  input: z.object({ rlt_id: z.string(), biz_sn: businessNumber }),
  work({ rlt_id }, { core, draft }) {
    const { frozenAt, ...relation } = standing(core, rlt_id);
    return { rlt: wireRelation(frozenAt ? change(draft, relation) : relation) };
  },
});

/** GJ10: another window for a relation that stands; without an end it has none. */
export const changeWindowMessage = defineMessage({
  infno: 'GJ10',
  callers: ['app'],
  isWrite: true,
  input: z.object({ rlt_id: z.string(), begn_time: instant, expi_time: instant.optional(), biz_sn: businessNumber }),
  work(input, { core, draft }) {
    const relation = standing(core, input.rlt_id);
    const window = windowOf(input);
    checkWindow(packOf(core, draft.at), window, draft.at, relation);
    return { rlt: wireRelation(change(draft, { ...relation, ...(window ? { window } : {}) })) };
  },
});

/** A relation that stands, or a refusal that says whether it ended or never was. */
function standing(core: Core, relationId: string): RelationRecord {
  const relation = core.state.relations.get(relationId);
  if (!relation) throw new CoreRefusal('RELATION_UNKNOWN', '没有查到该共济关系');
  if (relation.endedAt !== undefined) throw new CoreRefusal('RELATION_ENDED', '该共济关系已经解除');
  return relation;
}

function change(draft: Draft, relation: RelationRecord): RelationRecord {
  draft.put({ kind: 'relation', relation });
  draft.tell(relationChangedEvent(relation));
  return relation;
}

function windowOf(input: {
  begn_time?: string | undefined;
  expi_time?: string | undefined;
}): RelationWindow | undefined {
  if (input.begn_time === undefined) return undefined;
  return { startAt: input.begn_time, ...(input.expi_time === undefined ? {} : { endAt: input.expi_time }) };
}

/** Puts a new relation and its event into the draft. */
export function addRelation(draft: Draft, fields: Omit<RelationRecord, 'relationId'>): RelationRecord {
  const relation: RelationRecord = { relationId: newId('R'), ...fields };
  draft.put({ kind: 'relation', relation });
  draft.tell(relationRegisteredEvent(relation));
  return relation;
}

/**
 * Ends a relation. With the owner's last relation, what is left in the family account goes back to the owner's own
 * account in the same commit (ours: no source says what happens to it).
 * @param endedInDraft relations that the same draft has ended already
 */
export function endRelation(
  core: Core,
  draft: Draft,
  relation: RelationRecord,
  because: string,
  endedInDraft: ReadonlySet<string> = new Set(),
): void {
  const ended: RelationRecord = { ...relation, endedAt: draft.at, endedBecause: because };
  draft.put({ kind: 'relation', relation: ended });
  draft.tell(relationEndedEvent(ended));
  const { ownerPsnNo, relationId } = relation;
  if (isOwnerNow(core, ownerPsnNo, new Set([...endedInDraft, relationId]))) return;
  returnFamilyRest(draft, ownerPsnNo, core.balanceFen(familyAccount(ownerPsnNo)));
}

/** What RELATION_ENDED gives as its reason where the province's rule ended it. */
export const INSURANCE_ENDED = 'insuranceEnded';

/**
 * Ends the relations that a person pays for, where the pack says that they end with the owner's employee insurance: it
 * ended, or went to another pooling region.
 * @param before the person as known until now; the new state is in `after`
 */
export function endByRule(core: Core, draft: Draft, pack: PolicyPack, before: PersonRecord, after: PersonRecord): void {
  const { endsWhenOwnerInsuranceEnds, poolingRegion } = pack.lifecycle;
  if (!endsWhenOwnerInsuranceEnds.value) return;
  const placeOf = (person: PersonRecord) =>
    person.insurances.find(({ insutype, status }) => insutype === '310' && status !== '4')?.region;
  const [from, to] = [placeOf(before), placeOf(after)];
  if (to !== undefined && (from === undefined || isWithinReach(poolingRegion.value, to, from))) return;
  const owned = core.relationsOf(after.psnNo).filter((relation) => relation.ownerPsnNo === after.psnNo);
  const ended = new Set<string>();
  for (const relation of owned) {
    endRelation(core, draft, relation, INSURANCE_ENDED, ended);
    ended.add(relation.relationId);
  }
}

/** True while the person owns a relation that stands, other than those in `except`. */
export function isOwnerNow(core: Core, psnNo: string, except: ReadonlySet<string> = new Set()): boolean {
  return core.relationsOf(psnNo).some((relation) => relation.ownerPsnNo === psnNo && !except.has(relation.relationId));
}

/** Moves what is left in a family account back to its owner. */
export function returnFamilyRest(draft: Draft, ownerPsnNo: string, restFen: number): void {
  draft.post(`familyClosed:${ownerPsnNo}`, [
    { account: familyAccount(ownerPsnNo), amountFen: -restFen },
    { account: personalAccount(ownerPsnNo), amountFen: restFen },
  ]);
}
