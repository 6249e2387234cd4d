import type { EndpointRow } from './row';

/** Doors: how somebody signs in and stays signed in. */
export const sessionEndpoints = {
  'session.sendSmsCode': {
    method: 'POST',
    path: '/v1/sessions/sms-codes',
    access: 'public',
    body: 'json',
    bodyLimitBytes: 1024,
    rateLimit: 'login',
    summary: '发送短信验证码',
  },
  'session.signInBySms': {
    method: 'POST',
    path: '/v1/sessions/sms',
    access: 'public',
    body: 'json',
    bodyLimitBytes: 1024,
    rateLimit: 'login',
    summary: '用短信验证码登录',
  },
  'session.signInByWechat': {
    method: 'POST',
    path: '/v1/sessions/wechat',
    access: 'public',
    body: 'json',
    bodyLimitBytes: 2048,
    rateLimit: 'login',
    summary: '用微信登录',
  },
  'session.signInByAlipay': {
    method: 'POST',
    path: '/v1/sessions/alipay',
    access: 'public',
    body: 'json',
    bodyLimitBytes: 2048,
    rateLimit: 'login',
    summary: '用支付宝登录',
  },
  'session.refresh': {
    method: 'POST',
    path: '/v1/sessions/refresh',
    access: 'public',
    body: 'json',
    bodyLimitBytes: 1024,
    rateLimit: 'login',
    summary: '换新的登录凭证',
  },
  'session.signOut': {
    method: 'DELETE',
    path: '/v1/sessions/current',
    access: 'session',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '退出登录',
  },
} as const satisfies Record<string, EndpointRow>;
