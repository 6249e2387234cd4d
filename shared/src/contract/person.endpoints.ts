import type { EndpointRow } from './row';

/** Who I am, and how I prove it. */
export const personEndpoints = {
  'person.me': {
    method: 'GET',
    path: '/v1/me',
    access: 'session',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '我的登录与本人信息（已脱敏）',
  },
  'person.startSmsProof': {
    method: 'POST',
    path: '/v1/me/sms-proofs',
    access: 'session',
    body: 'json',
    bodyLimitBytes: 1024,
    rateLimit: 'proof',
    summary: '向医保系统登记的手机号发送验证码，用来证明是本人',
  },
  'person.finishSmsProof': {
    method: 'POST',
    path: '/v1/me/sms-proofs/:proofId',
    access: 'session',
    body: 'json',
    bodyLimitBytes: 1024,
    rateLimit: 'proof',
    summary: '填写验证码，完成本人证明',
  },
  'faceCheck.start': {
    method: 'POST',
    path: '/v1/face-checks',
    access: 'session',
    body: 'json',
    bodyLimitBytes: 2048,
    rateLimit: 'proof',
    summary: '开始一次人脸识别（本人，或在身边的家人）',
  },
  'faceCheck.finish': {
    method: 'POST',
    path: '/v1/face-checks/:faceCheckId/finish',
    access: 'session',
    body: 'none',
    bodyLimitBytes: 0,
    summary: '向微信或支付宝核对人脸识别结果',
  },
} as const satisfies Record<string, EndpointRow>;
