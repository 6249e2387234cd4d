import { z } from 'zod';
import { documentId, fen, instant, personIdentity, regionCode, smsCode } from './parts.schemas';

/** Masked everywhere: names 王*国, numbers 5201**********1234, phones 138****5678. */
const insurance = z.strictObject({
  insutype: z.enum(['310', '390']),
  insutypeWord: z.string(),
  status: z.enum(['1', '2', '4']),
  statusWord: z.string(),
  region: regionCode,
  regionWord: z.string(),
  balanceFen: fen.optional(),
});

/** A new door that waits for a word from one that is attached. */
const doorRequest = z.strictObject({
  requestId: documentId,
  channel: z.enum(['phone', 'wechat', 'alipay']),
  maskedPhone: z.string().optional(),
  askedAt: instant,
  expiresAt: instant,
});

const deskProof = z.strictObject({
  deskCode: z.string().describe('8 个大写字母，给窗口工作人员看'),
  expiresAt: instant,
  bring: z.array(z.string()),
  where: z.string(),
});

export const me = z.strictObject({
  identity: z.strictObject({
    channel: z.enum(['phone', 'wechat', 'alipay']),
    maskedPhone: z.string().optional(),
  }),
  person: z
    .strictObject({
      personId: documentId,
      maskedName: z.string(),
      maskedCertificateNumber: z.string(),
      proof: z.enum(['phone', 'face']),
      proofAt: instant,
      provenBy: z.enum(['sms', 'face', 'door', 'desk']).optional().describe('怎样证明的'),
      insurances: z.array(insurance),
      /** When the core said so; absent while the core cannot be reached. */
      insurancesAsOf: instant.optional(),
    })
    .optional(),
  /** New doors that wait for my word; absent when none does. */
  doorRequests: z.array(doorRequest).optional(),
  /** A proof at the window that this login has begun. */
  deskProof: deskProof.optional(),
});

const faceStatus = z.enum(['pending', 'passed', 'failed']);

export const personSchemas = {
  'person.me': { response: me },
  'person.startSmsProof': {
    body: z.strictObject({ identity: personIdentity, region: regionCode }),
    response: z.strictObject({
      proofId: documentId,
      maskedPhone: z.string().optional().describe('验证码发到医保系统登记的这个手机号；查无此人时也不透露'),
      expiresAt: instant,
      resendAfterSeconds: z.number().int(),
    }),
  },
  'person.finishSmsProof': {
    params: z.strictObject({ proofId: documentId }),
    body: z.strictObject({ code: smsCode }),
    response: me,
  },
  'person.startDoorProof': {
    body: z.strictObject({ identity: personIdentity }),
    response: z.strictObject({
      requestId: documentId,
      matchCode: z.string().describe('4 位核对码：在已登录的那一边填写'),
      expiresAt: instant,
      pollAfterSeconds: z.number().int(),
    }),
  },
  'person.finishDoorProof': {
    params: z.strictObject({ requestId: documentId }),
    response: z.strictObject({
      status: z.enum(['pending', 'confirmed', 'expired']),
      message: z.string(),
      me: me.optional(),
    }),
  },
  'person.doorRequests': {
    response: z.strictObject({ items: z.array(doorRequest) }),
  },
  'person.answerDoorRequest': {
    params: z.strictObject({ requestId: documentId }),
    body: z.strictObject({
      answer: z.enum(['confirm', 'deny']),
      /** Confirm: what the new door's screen shows. */
      matchCode: z
        .string()
        .regex(/^\d{4}$/, '请填 4 位核对码')
        .optional(),
    }),
    response: z.strictObject({ status: z.enum(['confirmed', 'denied']), message: z.string() }),
  },
  'person.startDeskProof': {
    body: z.strictObject({ identity: personIdentity, region: regionCode }),
    response: deskProof,
  },
  'faceCheck.start': {
    body: z.strictObject({
      purpose: z.enum(['self', 'member']),
      /** For purpose self when not yet proven. */
      identity: personIdentity.optional(),
      /** For purpose member: whose face, as the sharing knows them. */
      sharingId: documentId.optional(),
      memberId: documentId.optional(),
      channel: z.enum(['wechat', 'alipay', 'h5']),
      /** H5 only: where the certify page returns to; must be on our own origin. */
      returnUrl: z.string().max(512).optional(),
    }),
    response: z.strictObject({
      faceCheckId: documentId,
      expiresAt: instant,
      wechat: z.strictObject({ verifyId: z.string() }).optional(),
      alipay: z.strictObject({ certifyId: z.string(), url: z.string() }).optional(),
    }),
  },
  'faceCheck.finish': {
    params: z.strictObject({ faceCheckId: documentId }),
    response: z.strictObject({
      status: faceStatus,
      message: z.string(),
      me: me.optional(),
    }),
  },
};
