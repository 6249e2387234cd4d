import { createHash, randomBytes } from 'node:crypto';
import type { SimulatedClock } from '../server/clock';
import { isOpenid } from './codes';

/** Face check, version 2: `/cityservice/face/identify/getverifyid` and `/queryverifyinfo`. */

const LIFE_SECONDS = 3600;
const OUT_SEQ_NO = /^[A-Za-z0-9_-]{5,32}$/;

/** Values of `verify_ret`, as published. */
export const VERIFY_RET = { passed: 10000, notTheSamePerson: 10004, cancelled: 90004 } as const;

export interface FaceSession {
  verifyId: string;
  outSeqNo: string;
  openid: string;
  name: string;
  certificateNumber: string;
  certHash: string;
  expiresAtMs: number;
  verifyRet?: number;
}

type Answer = Record<string, unknown> & { errcode: number; errmsg: string };

export class Faces {
  private readonly byVerifyId = new Map<string, FaceSession>();
  private readonly outSeqNos = new Set<string>();

  constructor(private readonly clock: SimulatedClock) {}

  /** getverifyid. Parameter errors are 40097; an out_seq_no may be used once (86001 is ours: the code is not published). */
  start(body: Record<string, unknown>): Answer {
    const cert = (body.cert_info ?? {}) as Record<string, unknown>;
    const { cert_type: type, cert_name: name, cert_no: number } = cert;
    const outSeqNo = body.out_seq_no;
    if (typeof outSeqNo !== 'string' || !OUT_SEQ_NO.test(outSeqNo)) return invalid('out_seq_no');
    if (!isOpenid(body.openid)) return { errcode: 40003, errmsg: 'invalid openid' };
    if (type !== 'IDENTITY_CARD') return invalid('cert_info.cert_type');
    if (typeof name !== 'string' || name === '') return invalid('cert_info.cert_name');
    if (typeof number !== 'string' || !/^\d{17}[\dX]$/.test(number)) return invalid('cert_info.cert_no');
    if (this.outSeqNos.has(outSeqNo)) return { errcode: 86001, errmsg: 'out_seq_no already used' };
    this.outSeqNos.add(outSeqNo);
    const session: FaceSession = {
      verifyId: `sim-face-${randomBytes(24).toString('base64url')}`,
      outSeqNo,
      openid: body.openid,
      name,
      certificateNumber: number,
      certHash: certHash(type, name, number),
      expiresAtMs: this.clock.nowMs() + LIFE_SECONDS * 1000,
    };
    this.byVerifyId.set(session.verifyId, session);
    return { errcode: 0, errmsg: 'ok', verify_id: session.verifyId, expires_in: LIFE_SECONDS };
  }

  /**
   * queryverifyinfo. The session, openid, out_seq_no and cert_hash must be those of the start: a difference is an
   * errcode, never a verify_ret (published). Before the person has stood in front of the camera there is no verify_ret (ours).
   */
  query(body: Record<string, unknown>): Answer {
    const session = typeof body.verify_id === 'string' ? this.byVerifyId.get(body.verify_id) : undefined;
    if (!session) return { errcode: 84001, errmsg: 'invalid identify id' };
    if (body.out_seq_no !== session.outSeqNo) return invalid('out_seq_no');
    if (body.openid !== session.openid) return { errcode: 40003, errmsg: 'invalid openid' };
    if (body.cert_hash !== session.certHash) return invalid('cert_hash');
    if (session.verifyRet === undefined) return { errcode: 0, errmsg: 'ok' };
    return { errcode: 0, errmsg: 'ok', verify_ret: session.verifyRet };
  }

  /**
   * What happens on the phone after wx.requestFacialVerify: somebody stands before the camera.
   * @param actor who stands there; absent: the person named when the session was started
   * @returns undefined when there is no such open session
   */
  stand(
    verifyId: string,
    result: 'pass' | 'fail' | 'cancel',
    actor?: { name: string; certificateNumber: string },
  ): FaceSession | undefined {
    const session = this.byVerifyId.get(verifyId);
    if (!session || session.expiresAtMs <= this.clock.nowMs() || session.verifyRet === VERIFY_RET.passed)
      return undefined;
    const isThatPerson =
      actor === undefined || (actor.name === session.name && actor.certificateNumber === session.certificateNumber);
    if (result === 'cancel') session.verifyRet = VERIFY_RET.cancelled;
    else session.verifyRet = result === 'pass' && isThatPerson ? VERIFY_RET.passed : VERIFY_RET.notTheSamePerson;
    return session;
  }

  /** Sessions that still wait for somebody, newest first. */
  waiting(): FaceSession[] {
    const now = this.clock.nowMs();
    return [...this.byVerifyId.values()]
      .filter((each) => each.verifyRet === undefined && each.expiresAtMs > now)
      .reverse();
  }
}

/** Lower-case hex SHA-256 over the three Base64 values, in this order (WeChat's face v2 documentation). */
function certHash(type: string, name: string, number: string): string {
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
  const joined = `cert_type=${base64(type)}&cert_name=${base64(name)}&cert_no=${base64(number)}`;
  return createHash('sha256').update(joined).digest('hex');
}

function invalid(field: string): Answer {
  return { errcode: 40097, errmsg: `invalid args: ${field}` };
}
