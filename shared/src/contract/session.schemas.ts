import { z } from 'zod';
import { documentId, instant, mobileNumber, smsCode } from './parts.schemas';

const tokens = z.strictObject({
  accessToken: z.string(),
  accessExpiresAt: instant,
  refreshToken: z.string(),
  sessionId: documentId,
  channel: z.enum(['phone', 'wechat', 'alipay']),
  isProven: z.boolean().describe('这个登录方式是否已证明是本人'),
});

export const sessionSchemas = {
  'session.sendSmsCode': {
    body: z.strictObject({ phone: mobileNumber }),
    response: z.strictObject({
      resendAfterSeconds: z.number().int(),
      expiresAt: instant,
    }),
  },
  'session.signInBySms': {
    body: z.strictObject({ phone: mobileNumber, code: smsCode }),
    response: tokens,
  },
  'session.signInByWechat': {
    body: z.strictObject({ code: z.string().min(1).max(256) }),
    response: tokens,
  },
  'session.signInByAlipay': {
    body: z.strictObject({ code: z.string().min(1).max(256) }),
    response: tokens,
  },
  'session.refresh': {
    body: z.strictObject({ refreshToken: z.string().min(20).max(512) }),
    response: tokens,
  },
  'session.signOut': {
    response: z.strictObject({ isSignedOut: z.literal(true) }),
  },
};
