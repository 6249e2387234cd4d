import type { Kinship } from '@gongji/shared/domain/kinship';
import { z } from 'zod';
import { type Core, type Draft, newId } from '../core';
import { KINSHIP_CODES, relationEndedEvent, relationRegisteredEvent, wireRelation } from '../events';
import { familyAccount, personalAccount } from '../ledger';
import { CoreRefusal } from '../refusal';
import { checkNewRelation, packOf } from '../rules';
import type { RelationRecord } from '../state';
import { defineMessage } from './message';

const kinshipOfCode = new Map(
  Object.entries(KINSHIP_CODES).map(([kinship, code]) => [code as string, kinship as Kinship]),
);

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
    biz_sn: z.string().min(1).max(100),
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
    checkNewRelation(core, packOf(core, draft.at), owner, member, kinship);
    const relation = addRelation(draft, {
      ownerPsnNo: owner.psnNo,
      memberPsnNo: member.psnNo,
      kinship,
      boundAt: draft.at,
      effectId: input.biz_sn,
    });
    return { rlt: wireRelation(relation) };
  },
});

/** GJ03: ends a relation; one that has ended already is answered the same. */
export const endMessage = defineMessage({
  infno: 'GJ03',
  callers: ['app'],
  isWrite: true,
  input: z.object({ rlt_id: z.string(), biz_sn: z.string().min(1).max(100) }),
  work({ rlt_id }, { core, draft }) {
    const relation = core.state.relations.get(rlt_id);
    if (!relation) throw new CoreRefusal('RELATION_UNKNOWN', '没有查到该共济关系');
    if (relation.endedAt === undefined) endRelation(core, draft, relation, '经家庭共济程序解除');
    return { rlt_id, end_time: relation.endedAt ?? draft.at };
  },
});

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
 */
export function endRelation(core: Core, draft: Draft, relation: RelationRecord, because: string): void {
  const ended: RelationRecord = { ...relation, endedAt: draft.at, endedBecause: because };
  draft.put({ kind: 'relation', relation: ended });
  draft.tell(relationEndedEvent(ended));
  const { ownerPsnNo, relationId } = relation;
  if (isOwnerNow(core, ownerPsnNo, relationId)) return;
  returnFamilyRest(draft, ownerPsnNo, core.balanceFen(familyAccount(ownerPsnNo)));
}

/** True while the person owns a relation that stands, other than `exceptId`. */
export function isOwnerNow(core: Core, psnNo: string, exceptId?: string): boolean {
  return core.relationsOf(psnNo).some((relation) => relation.ownerPsnNo === psnNo && relation.relationId !== exceptId);
}

/** Moves what is left in a family account back to its owner. */
export function returnFamilyRest(draft: Draft, ownerPsnNo: string, restFen: number): void {
  draft.post(`familyClosed:${ownerPsnNo}`, [
    { account: familyAccount(ownerPsnNo), amountFen: -restFen },
    { account: personalAccount(ownerPsnNo), amountFen: restFen },
  ]);
}
