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
  'session.readPhone': {
    body: z.strictObject({
      from: z.discriminatedUnion('channel', [
        z.strictObject({ channel: z.literal('wechat'), code: z.string().min(1).max(256) }),
        z.strictObject({
          channel: z.literal('alipay'),
          response: z.string().min(1).max(2048).describe('my.getPhoneNumber 给的密文'),
          sign: z.string().min(1).max(1024),
        }),
      ]),
    }),
    response: z.strictObject({ phone: mobileNumber.describe('11 位手机号，只用来填进登录框') }),
  },
  'session.refresh': {
    body: z.strictObject({ refreshToken: z.string().min(20).max(512) }),
    response: tokens,
  },
  'session.list': {
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          sessionId: documentId,
          channel: z.enum(['phone', 'wechat', 'alipay']),
          maskedPhone: z.string().optional(),
          signedInAt: instant,
          lastSeenAt: instant.describe('最近使用，精确到约 10 分钟'),
          isThis: z.boolean(),
          isSameDoor: z.boolean().describe('和现在是同一个登录方式'),
        }),
      ),
    }),
  },
  'session.end': {
    params: z.strictObject({ sessionId: documentId }),
    body: z.strictObject({
      removesDoor: z.boolean().optional().describe('同时移除那个登录方式：它再也看不到我的信息，除非重新证明'),
    }),
    response: z.strictObject({ isEnded: z.literal(true), isDoorRemoved: z.boolean() }),
  },
  'session.signOut': {
    response: z.strictObject({ isSignedOut: z.literal(true) }),
  },
};
