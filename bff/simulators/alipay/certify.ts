import { randomBytes } from 'node:crypto';
import type { SimulatedClock } from '../server/clock';

/** Identity check: alipay.user.certify.open.initialize / certify / query. */

const LIFE_MS = 23 * 3600_000;

export interface CertifySession {
  certifyId: string;
  name: string;
  certificateNumber: string;
  returnUrl?: string;
  startedAtMs: number;
  passed?: boolean;
}

export type Answer = Record<string, unknown> & { code: string; msg: string };

/** A refusal in the gateway's own form: 40002 for wrong arguments, 40004 for business failures. */
export function refusal(code: '40002' | '40004', subCode: string, subMsg: string): Answer {
  const msg = code === '40002' ? 'Invalid Arguments' : 'Business Failed';
  return { code, msg, sub_code: subCode, sub_msg: subMsg };
}

const success = { code: '10000', msg: 'Success' };

export class Certifications {
  private readonly byId = new Map<string, CertifySession>();
  private readonly orderNos = new Set<string>();

  constructor(private readonly clock: SimulatedClock) {}

  /** initialize: `outer_order_no` is 32 letters and digits and may be used once. */
  start(biz: Record<string, unknown>): Answer {
    const identity = objectIn(biz.identity_param);
    const merchant = objectIn(biz.merchant_config);
    const { cert_name: name, cert_no: number } = identity;
    const orderNo = biz.outer_order_no;
    if (typeof orderNo !== 'string' || !/^[A-Za-z0-9]{32}$/.test(orderNo)) return invalid('outer_order_no');
    if (typeof biz.biz_code !== 'string' || biz.biz_code === '') return invalid('biz_code');
    if (identity.identity_type !== 'CERT_INFO' || identity.cert_type !== 'IDENTITY_CARD')
      return invalid('identity_param');
    if (typeof name !== 'string' || name === '') return invalid('cert_name');
    if (typeof number !== 'string' || !/^\d{17}[\dX]$/.test(number)) return invalid('cert_no');
    const returnUrl = merchant.return_url;
    if (returnUrl !== undefined && !isReturnUrl(returnUrl)) return invalid('return_url');
    if (this.orderNos.has(orderNo)) return refusal('40004', 'OUTER_ORDER_NO_REPEAT', '商户请求的唯一标识重复');
    this.orderNos.add(orderNo);
    const session: CertifySession = {
      certifyId: `sim${randomBytes(15).toString('hex')}`,
      name,
      certificateNumber: number,
      startedAtMs: this.clock.nowMs(),
    };
    if (isReturnUrl(returnUrl)) session.returnUrl = returnUrl;
    this.byId.set(session.certifyId, session);
    return { ...success, certify_id: session.certifyId };
  }

  /** query: `passed` is T only after a pass; F with a reason after a failure; F alone while nobody has tried (ours). */
  query(biz: Record<string, unknown>): Answer {
    const session = this.find(biz.certify_id);
    if (!session) return refusal('40004', 'CERTIFY_ID_IS_INVALID', '认证单据号无效');
    if (session.passed) return { ...success, passed: 'T' };
    return session.passed === false
      ? { ...success, passed: 'F', fail_reason: '人脸与证件信息不一致' }
      : { ...success, passed: 'F' };
  }

  /** An open or finished session that has not expired. */
  find(certifyId: unknown): CertifySession | undefined {
    const session = typeof certifyId === 'string' ? this.byId.get(certifyId) : undefined;
    return session && this.clock.nowMs() - session.startedAtMs < LIFE_MS ? session : undefined;
  }

  /**
   * Somebody stands before the camera. A pass is final; a failure may be tried again.
   * @param actor who stands there; absent: the person named at initialize
   */
  stand(certifyId: string, isPass: boolean, actor?: { name: string; certificateNumber: string }) {
    const session = this.find(certifyId);
    if (!session || session.passed) return session;
    const isThatPerson =
      actor === undefined || (actor.name === session.name && actor.certificateNumber === session.certificateNumber);
    session.passed = isPass && isThatPerson;
    return session;
  }
}

function isReturnUrl(value: unknown): value is string {
  return typeof value === 'string' && /^(https?|alipays):\/\//.test(value) && URL.canParse(value);
}

/** The documents show these members as objects; older callers send them as JSON text. Both are taken. */
function objectIn(value: unknown): Record<string, unknown> {
  if (typeof value === 'string') {
    try {
      return objectIn(JSON.parse(value));
    } catch {
      return {};
    }
  }
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
}

const invalid = (field: string) => refusal('40002', 'isv.invalid-parameter', `参数有误：${field}`);
