import type { Reply } from '@gongji/shared/contract/schemas';
import { civilDayOf } from '@gongji/shared/domain/civil-day';
import { maskCertificate, maskName, maskPhone } from '@gongji/shared/domain/masks';
import { pickPacks } from '@gongji/shared/policy/index';
import type { Caller } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import { isSameText, keyedHash } from '../../secrets';
import { type Collection, Conflict } from '../../storage/port';
import type { CaseKind } from '../case/case.kinds';
import type { Cases } from '../case/case.usecases';
import { CHANNEL_WORDS, type Doors } from '../identity/doors';
import type { Limits, OneTimeCodes } from '../identity/one-time-codes';
import type { DeskProofDocument } from './desk-proof.collection';
import { checkedIdentity, type People, type PlainIdentity } from './people';

export interface DeskProofDeps {
  proofs: Collection<DeskProofDocument>;
  people: Pick<People, 'confirm' | 'identityOf'>;
  doors: Doors;
  codes: Pick<OneTimeCodes, 'takeBudget'>;
  /** The console's cases; found late, since the console is put together after the doors. */
  cases(): Pick<Cases, 'open' | 'settle'>;
  /** Makes the codes and keys the budgets. */
  key: Uint8Array;
  regionWord(code: string): string;
  clock: () => Date;
}

export type DeskProof = ReturnType<typeof createDeskProof>;

export const DESK_PROOF = 'deskProof';
const LIFE_DAYS = 7;
const CODE_TRIES = 5;
/** No I and no O: they look like digits on paper. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 8;
/** So many letters tell a clerk which case it is; the rest is what only the person's phone shows. */
const SHOWN_LETTERS = 4;
const PER_DOOR: Limits = {
  pauseSeconds: 0,
  perDay: 5,
  onPause: () => '',
  onDay: '今天取核对码的次数太多，请明天再试，或者直接到医保窗口咨询。',
};
const BRING = ['本人的身份证原件', '这部手机，或者抄下来的 8 个字母核对码'];

/** Proof at the window: a code for the person, a case for the clerk, and the door opens when the clerk has seen the certificate. */
export function createDeskProof(deps: DeskProofDeps) {
  const { proofs, people, doors, codes, clock } = deps;

  /** Derived, not kept: the person may look at it again, and nobody can read it out of the store. */
  function codeOf(deskProofId: string): string {
    const digest = Buffer.from(keyedHash(deps.key, 'desk-code', deskProofId), 'base64url');
    let rest = digest.readBigUInt64BE(0);
    return Array.from({ length: CODE_LENGTH }, () => {
      const letter = LETTERS[Number(rest % BigInt(LETTERS.length))] as string;
      rest /= BigInt(LETTERS.length);
      return letter;
    }).join('');
  }

  const isOpen = (proof: DeskProofDocument) => proof.status === 'pending' && proof.expiresAt > clock().toISOString();
  const without = ({ slots: _, ...proof }: DeskProofDocument): DeskProofDocument => proof;
  const pendingAt = async (identityId: string) => (await proofs.find({ slots: `door:${identityId}` }, { limit: 1 }))[0];

  const present = (proof: DeskProofDocument, where: string): Reply<'person.startDeskProof'> => ({
    deskCode: codeOf(proof._id),
    expiresAt: proof.expiresAt,
    bring: [...BRING],
    where,
  });

  const whereIn = (region: string) =>
    pickPacks({ ownerRegion: region, on: civilDayOf(clock().toISOString()) })[0]?.desk.where.value;

  async function end(proof: DeskProofDocument): Promise<boolean> {
    return proofs.replace({ ...without(proof), status: 'ended' });
  }

  /** One at a time for a door: an earlier one makes way, and its case is closed. */
  async function insert(proof: DeskProofDocument): Promise<void> {
    for (;;) {
      try {
        return await proofs.insert(proof);
      } catch (problem) {
        if (!(problem instanceof Conflict)) throw problem;
      }
      const earlier = await pendingAt(proof.identityId);
      if (earlier === undefined || !(await end(earlier))) continue;
      await deps.cases().settle(DESK_PROOF, earlier._id, 'replaced', '申请人重新取了核对码');
    }
  }

  /** The clerk writes the code from the person's phone into the reason: who only saw the case cannot know it. */
  async function checkCode(proof: DeskProofDocument, reason: string): Promise<void> {
    const written = reason.toUpperCase().match(/[A-Z]{4} ?[A-Z]{4}/g) ?? [];
    if (written.length === 1 && isSameText(codeOf(proof._id), (written[0] as string).replace(' ', ''))) return;
    const triesLeft = proof.triesLeft - 1;
    const next = { ...proof, triesLeft };
    if (!(await proofs.replace(triesLeft > 0 ? next : { ...without(next), status: 'ended' })))
      throw new HttpError('CONFLICT');
    throw new HttpError('DESK_CODE_WRONG');
  }

  async function confirm(deskProofId: string, reason: string): Promise<void> {
    const proof = await proofs.get(deskProofId);
    if (proof === undefined) throw new HttpError('PROOF_EXPIRED');
    const { name, certificateNumber, identityId, sessionId } = proof;
    if (proof.status !== 'confirmed') {
      if (!isOpen(proof)) throw new HttpError('PROOF_EXPIRED');
      await checkCode(proof, reason);
      const { personId } = await people.confirm({ name, certificateNumber });
      // The door first: should a kill come between, closing runs again and finds the code still good
      await doors.attach(identityId, personId, { by: 'desk', sessionId });
      await proofs.replace({ ...without(proof), status: 'confirmed', personId });
    }
  }

  async function reject(deskProofId: string): Promise<void> {
    for (;;) {
      const proof = await proofs.get(deskProofId);
      if (proof === undefined || proof.status !== 'pending' || (await end(proof))) return;
    }
  }

  const kind: CaseKind = {
    word: '窗口核验本人',
    subjectRoles: ['申请人'],
    summary: ({ data }) => `${deps.regionWord(data.region ?? '')}：核对码以 ${data.codeStart ?? ''} 开头`,
    facts: async ({ data }) => {
      const proof = await proofs.get(data.deskProofId ?? '');
      const door = proof && (await doors.identity(proof.identityId));
      if (proof === undefined || door === undefined) return [{ label: '状态', value: '申请已不存在' }];
      const phone = door.phone === undefined ? '' : ` ${maskPhone(door.phone)}`;
      return [
        { label: '申请人填写的姓名', value: maskName(proof.name) },
        { label: '申请人填写的证件号', value: maskCertificate(proof.certificateNumber) },
        { label: '登录方式', value: `${CHANNEL_WORDS[door.channel]}${phone}` },
        { label: '状态', value: isOpen(proof) ? '等待核验' : proof.status === 'confirmed' ? '已核验' : '已失效' },
        { label: '有效期到', value: proof.expiresAt },
        {
          label: '怎样核验',
          value: '看身份证原件和本人；姓名、证件号要与上面一致；把群众手机上的 8 个字母完整写进办结理由。',
        },
      ];
    },
    async lapsed({ data }) {
      const proof = await proofs.get(data.deskProofId ?? '');
      if (proof !== undefined && (proof.status === 'confirmed' || isOpen(proof))) return undefined;
      return proof?.status === 'ended'
        ? { outcome: 'voided', reason: '核对码已作废，没有核验成功' }
        : { outcome: 'expired', reason: '核对码过了有效期，没有人来窗口核验' };
    },
    outcomes: [
      {
        outcome: 'confirmed',
        word: '核验无误，是本人',
        effect: '这个登录方式随即证明为本人；理由里要写 8 个字母的核对码',
      },
      { outcome: 'rejected', word: '不是本人或材料不符', effect: '核对码作废，登录方式不变' },
      { outcome: 'lapsed', word: '过期没有来办', effect: '核对码作废，登录方式不变' },
    ],
    onClose: ({ data }, { outcome, reason }) =>
      outcome === 'confirmed' ? confirm(data.deskProofId ?? '', reason) : reject(data.deskProofId ?? ''),
  };

  return {
    /** What a case of kind `deskProof` means, for the console. */
    kind,

    /** @throws HttpError PACK_UNKNOWN, NAME_INVALID, CERTIFICATE_INVALID, PERSON_ALREADY_ATTACHED, TOO_MANY_REQUESTS */
    async start(caller: Caller, typed: PlainIdentity, region: string): Promise<Reply<'person.startDeskProof'>> {
      const where = whereIn(region);
      if (where === undefined) throw new HttpError('PACK_UNKNOWN');
      const now = clock();
      const identity = checkedIdentity(typed, civilDayOf(now.toISOString()));
      if (caller.personId !== undefined) {
        const own = await people.identityOf(caller.personId);
        if (own?.certificateNumber !== identity.certificateNumber) throw new HttpError('PERSON_ALREADY_ATTACHED');
      }
      await codes.takeBudget(`desk-proof:${keyedHash(deps.key, 'desk-budget', caller.identityId)}`, PER_DOOR);
      const proof: DeskProofDocument = {
        _id: newId(),
        version: 1,
        schemaVersion: 1,
        identityId: caller.identityId,
        sessionId: caller.sessionId,
        ...identity,
        region,
        status: 'pending',
        triesLeft: CODE_TRIES,
        slots: [`door:${caller.identityId}`],
        createdAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + LIFE_DAYS * 86_400_000).toISOString(),
      };
      // The case first: a kill between the two leaves a case about nothing, never a code that no clerk can find
      await deps.cases().open({
        kind: DESK_PROOF,
        key: proof._id,
        data: { deskProofId: proof._id, region, codeStart: codeOf(proof._id).slice(0, SHOWN_LETTERS) },
      });
      await insert(proof);
      return present(proof, where);
    },

    /** The proof that a door has begun, for showing its code again. */
    async pendingOf(identityId: string): Promise<Reply<'person.startDeskProof'> | undefined> {
      const proof = await pendingAt(identityId);
      const where = proof && isOpen(proof) ? whereIn(proof.region) : undefined;
      return proof === undefined || where === undefined ? undefined : present(proof, where);
    },
  };
}
