import { operatorErrors } from './operator.errors';
import { personErrors } from './person.errors';

/** The error registry: code → HTTP status and plain Chinese saying what happened and what to do next. */
export const errors = {
  BAD_REQUEST: {
    status: 400,
    message: '填写的内容有问题，请按提示改一下再试。',
  },
  UNKNOWN_FIELD: {
    status: 400,
    message: '请求里有我们不认识的内容，请更新到最新版本再试。',
  },
  NOT_JSON: {
    status: 400,
    message: '提交的内容格式不对，请更新到最新版本再试。',
  },
  BODY_TOO_LARGE: { status: 413, message: '提交的内容太大了，请删减后再试。' },
  IDEMPOTENCY_KEY_MISSING: {
    status: 400,
    message: '这次操作缺少编号，请更新到最新版本再试。',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    message: '这个操作编号已经用过了，请返回重新操作。',
  },
  NOT_SIGNED_IN: { status: 401, message: '请先登录。' },
  SESSION_ENDED: { status: 401, message: '登录已过期，请重新登录。' },
  NOT_PROVEN: { status: 403, message: '这一步要先证明是您本人。' },
  NOT_ALLOWED: { status: 403, message: '您不能做这个操作。' },
  NOT_FOUND: { status: 404, message: '没有找到，可能已被撤回或链接不完整。' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: '没有这个操作，请更新到最新版本再试。',
  },
  CONFLICT: { status: 409, message: '刚刚有别的变化，请刷新后再看一眼。' },
  REFUSED: { status: 422, message: '按规定这一步不能办，请看原因和下一步。' },
  TOO_MANY_REQUESTS: { status: 429, message: '操作太频繁，请稍等一会儿再试。' },
  SMS_CODE_WRONG: { status: 422, message: '验证码不对，请看清后再填一次。' },
  SMS_CODE_EXPIRED: { status: 422, message: '验证码已过期，请重新获取。' },
  SMS_CODE_LOCKED: {
    status: 429,
    message: '验证码错的次数太多，请稍后重新获取，或者到医保窗口办理。',
  },
  PLATFORM_LOGIN_FAILED: {
    status: 422,
    message: '登录没有成功，请返回再点一次登录。',
  },
  PROOF_FAILED: {
    status: 422,
    message: '没能证明是本人。请核对姓名和身份证号，或者带身份证到医保窗口办理。',
  },
  PROOF_EXPIRED: { status: 422, message: '这次验证已过期，请重新开始。' },
  CERTIFICATE_INVALID: {
    status: 422,
    message: '身份证号不对，请对照证件再填一次。',
  },
  NAME_INVALID: {
    status: 422,
    message: '姓名里有不能识别的字符，请按身份证上的姓名填写。',
  },
  PERSON_ALREADY_ATTACHED: {
    status: 409,
    message: '这个登录已经绑定了另一位本人。请退出后，用自己的手机号登录。',
  },
  INVITATION_NOT_YOURS: {
    status: 403,
    message: '这个邀请不是发给您的。请让家人核对姓名和身份证号后重新邀请。',
  },
  PACK_UNKNOWN: {
    status: 404,
    message: '这个地区还没有开通，请拨打 12393 或到当地医保窗口咨询。',
  },
  CORE_UNAVAILABLE: {
    status: 503,
    message: '医保系统暂时连不上，您填的内容没有丢，请过几分钟再试。',
  },
  PLATFORM_UNAVAILABLE: {
    status: 503,
    message: '微信、支付宝或短信服务暂时连不上，请过几分钟再试，或者到医保窗口办理。',
  },
  BUSY: { status: 503, message: '现在办理的人多，请稍等再试。' },
  INTERNAL: {
    status: 500,
    message: '程序出了问题，我们已记录。请稍后再试，或者拨打 12393。',
  },
  ...personErrors,
  ...operatorErrors,
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errors;
