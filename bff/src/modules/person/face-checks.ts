import { randomBytes } from 'node:crypto';
import type { Body } from '@gongji/shared/contract/schemas';
import { civilDayOf } from '@gongji/shared/domain/civil-day';
import { isGatewayError } from '../../gateways/gateway-error';
import type { Caller } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import type { Collection } from '../../storage/port';
import type { Doors } from '../identity/doors';
import type { FaceCheckDocument } from './face-check.collection';
import { checkedIdentity, type People, type PlainIdentity } from './people';

type Outcome = 'passed' | 'failed' | 'pending';

/** What face checks need of the outside. */
export interface FaceGateways {
  wechat: {
    startFace(input: PlainIdentity & { outSeqNo: string; openid: string }): Promise<{ verifyId: string }>;
    queryFace(input: PlainIdentity & { outSeqNo: string; openid: string; verifyId: string }): Promise<Outcome>;
  };
  alipay: {
    startCertify(
      input: PlainIdentity & { outerOrderNo: string; returnUrl?: string },
    ): Promise<{ certifyId: string; url: string }>;
    queryCertify(certifyId: string): Promise<Outcome>;
  };
}

export interface FaceChecksDeps {
  checks: Collection<FaceCheckDocument>;
  people: People;
  doors: Doors;
  gateways: FaceGateways;
  /** Whose face a check beside the owner has to show; undefined: no such member in a sharing of this owner. */
  memberOfSharing(
    sharingId: string,
    memberId: string,
    ownerPersonId: string,
  ): Promise<{ personId: string } | undefined>;
  /** True for an address on our own pages. */
  isOwnAddress(url: string): boolean;
  clock: () => Date;
}

/** A check that passed, as the sharing rules read it. */
export interface PassedFaceCheck {
  faceCheckId: string;
  personId: string;
  passedAt: string;
  identityId: string;
  memberId?: string;
}

const LIFE_MINUTES = 30;
/** How long a passed check may be relied on: of oneself, and of a member beside the owner. */
const SELF_GOOD_FOR_HOURS = 24;
const MEMBER_GOOD_FOR_HOURS = 1;

const field = (name: string, problem: string) => new HttpError('BAD_REQUEST', { details: [{ field: name, problem }] });

export type FaceChecks = ReturnType<typeof createFaceChecks>;

/** Face checks: started here, done at WeChat or Alipay, believed only when their server says so. */
export function createFaceChecks(deps: FaceChecksDeps) {
  const { checks, people, doors, gateways, clock } = deps;

  async function whoseFace(
    caller: Caller,
    input: Body<'faceCheck.start'>,
  ): Promise<PlainIdentity & { personId?: string }> {
    if (input.purpose === 'member') {
      if (caller.personId === undefined) throw new HttpError('NOT_PROVEN');
      if (input.sharingId === undefined) throw field('sharingId', '缺少这一项');
      if (input.memberId === undefined) throw field('memberId', '缺少这一项');
      if (input.identity !== undefined) throw field('identity', '给家人做人脸识别时不用填写');
      const member = await deps.memberOfSharing(input.sharingId, input.memberId, caller.personId);
      const identity = member && (await people.identityOf(member.personId));
      if (member === undefined || identity === undefined) throw new HttpError('NOT_FOUND');
      return { ...identity, personId: member.personId };
    }
    if (input.sharingId !== undefined || input.memberId !== undefined) {
      throw field(input.sharingId === undefined ? 'memberId' : 'sharingId', '给自己做人脸识别时不用填写');
    }
    const typed = input.identity && checkedIdentity(input.identity, civilDayOf(clock().toISOString()));
    if (caller.personId === undefined) {
      if (typed === undefined) throw field('identity', '请填写姓名和身份证号');
      return typed;
    }
    const own = await people.identityOf(caller.personId);
    if (own === undefined) throw new HttpError('NOT_FOUND');
    if (typed !== undefined && typed.certificateNumber !== own.certificateNumber)
      throw new HttpError('PERSON_ALREADY_ATTACHED');
    return own;
  }

  function checkChannel(caller: Caller, { channel, returnUrl }: Body<'faceCheck.start'>): void {
    if (channel !== 'h5' && channel !== caller.channel) throw field('channel', '和登录方式对不上');
    if (channel !== 'h5' && returnUrl !== undefined) throw field('returnUrl', '只有网页才填写');
    if (channel === 'h5' && (returnUrl === undefined || !deps.isOwnAddress(returnUrl))) {
      throw field('returnUrl', '要填写本程序自己的网页地址');
    }
  }

  async function startAtVendor(
    caller: Caller,
    input: Body<'faceCheck.start'>,
    identity: PlainIdentity,
    orderNo: string,
  ) {
    try {
      if (input.channel === 'wechat') {
        const openid = openidOf(caller.identityId);
        const { verifyId } = await gateways.wechat.startFace({ ...identity, outSeqNo: orderNo, openid });
        return { vendorId: verifyId, reply: { wechat: { verifyId } } };
      }
      const { returnUrl } = input;
      const started = await gateways.alipay.startCertify({
        ...identity,
        outerOrderNo: orderNo,
        ...(returnUrl === undefined ? {} : { returnUrl }),
      });
      return { vendorId: started.certifyId, reply: { alipay: { certifyId: started.certifyId, url: started.url } } };
    } catch (error) {
      if (isGatewayError(error, 'rejected')) throw new HttpError('PROOF_FAILED');
      throw error;
    }
  }

  async function askVendor(check: FaceCheckDocument): Promise<Outcome> {
    const { name, certificateNumber, orderNo, vendorId } = check;
    try {
      if (check.channel !== 'wechat') return await gateways.alipay.queryCertify(vendorId);
      const openid = openidOf(check.identityId);
      return await gateways.wechat.queryFace({
        name,
        certificateNumber,
        outSeqNo: orderNo,
        openid,
        verifyId: vendorId,
      });
    } catch (error) {
      if (isGatewayError(error, 'rejected')) return 'failed';
      throw error;
    }
  }

  /** Attaches the door by a passed check of oneself, once; a crash between the two writes is healed by asking again. */
  async function attach(check: FaceCheckDocument, sessionId: string): Promise<void> {
    if (check.purpose !== 'self' || check.personId === undefined || check.attachedAt !== undefined) return;
    await doors.attach(check.identityId, check.personId, { by: 'face', sessionId });
    await checks.replace({ ...check, attachedAt: clock().toISOString() });
  }

  const asPassed = (check: FaceCheckDocument): PassedFaceCheck | undefined => {
    if (check.status !== 'passed' || check.passedAt === undefined || check.personId === undefined) return undefined;
    const hours = check.purpose === 'self' ? SELF_GOOD_FOR_HOURS : MEMBER_GOOD_FOR_HOURS;
    if (clock().getTime() - Date.parse(check.passedAt) > hours * 3_600_000) return undefined;
    return {
      faceCheckId: check._id,
      personId: check.personId,
      passedAt: check.passedAt,
      identityId: check.identityId,
      ...(check.memberId === undefined ? {} : { memberId: check.memberId }),
    };
  };

  return {
    /** Starts a check at the vendor. Throws HttpError BAD_REQUEST, NOT_PROVEN, NOT_FOUND, PROOF_FAILED, PERSON_ALREADY_ATTACHED; GatewayError. */
    async start(caller: Caller, input: Body<'faceCheck.start'>) {
      checkChannel(caller, input);
      const { personId, ...identity } = await whoseFace(caller, input);
      const orderNo = randomBytes(16).toString('hex');
      const { vendorId, reply } = await startAtVendor(caller, input, identity, orderNo);
      const now = clock();
      const check: FaceCheckDocument = {
        _id: newId(),
        version: 1,
        schemaVersion: 1,
        identityId: caller.identityId,
        purpose: input.purpose,
        channel: input.channel,
        ...identity,
        ...(personId === undefined ? {} : { personId }),
        ...(input.sharingId === undefined ? {} : { sharingId: input.sharingId }),
        ...(input.memberId === undefined ? {} : { memberId: input.memberId }),
        orderNo,
        vendorId,
        status: 'pending',
        createdAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + LIFE_MINUTES * 60_000).toISOString(),
      };
      await checks.insert(check);
      return { faceCheckId: check._id, expiresAt: check.expiresAt, ...reply };
    },

    /** Asks the vendor's server how it ended. Only the door that started it may ask. Throws NOT_FOUND, PROOF_EXPIRED, PERSON_ALREADY_ATTACHED; GatewayError. */
    async finish(caller: Caller, faceCheckId: string): Promise<{ status: Outcome; purpose: 'self' | 'member' }> {
      for (;;) {
        const check = await checks.get(faceCheckId);
        if (check === undefined || check.identityId !== caller.identityId) throw new HttpError('NOT_FOUND');
        if (check.status === 'passed') await attach(check, caller.sessionId);
        if (check.status !== 'pending') return { status: check.status, purpose: check.purpose };
        const now = clock().toISOString();
        if (check.expiresAt <= now) throw new HttpError('PROOF_EXPIRED');
        const status = await askVendor(check);
        if (status === 'pending') return { status, purpose: check.purpose };
        const { name, certificateNumber } = check;
        const personId =
          status === 'passed'
            ? (check.personId ?? (await people.confirm({ name, certificateNumber })).personId)
            : check.personId;
        await checks.replace({
          ...check,
          status,
          ...(personId === undefined ? {} : { personId }),
          ...(status === 'passed' ? { passedAt: now } : {}),
        });
        // Read again: whichever write won is what stands
      }
    },

    /** A passed check that may still be relied on. */
    async passed(faceCheckId: string): Promise<PassedFaceCheck | undefined> {
      const check = await checks.get(faceCheckId);
      return check && asPassed(check);
    },

    /** This door's newest passed check of its own person that may still be relied on. */
    async latestSelf(identityId: string): Promise<PassedFaceCheck | undefined> {
      const found = await checks.find({ identityId }, { sort: { createdAt: -1 }, limit: 20 });
      return found.filter((check) => check.purpose === 'self').flatMap((check) => asPassed(check) ?? [])[0];
    },
  };
}

const openidOf = (identityId: string) => identityId.slice(identityId.indexOf(':') + 1);
