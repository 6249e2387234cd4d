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
      insurances: z.array(insurance),
      /** When the core said so; absent while the core cannot be reached. */
      insurancesAsOf: instant.optional(),
    })
    .optional(),
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
