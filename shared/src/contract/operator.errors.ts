/** Errors of the console. Same form as errors.ts, which joins them. */
export const operatorErrors = {
  OPERATOR_SIGN_IN_FAILED: { status: 422, message: '账号、密码或动态码不对，请核对后再试。' },
  OPERATOR_LOCKED: {
    status: 429,
    message: '连续输错太多次，这个账号已锁定 15 分钟，请稍后再试，或请管理员重新发放登录链接。',
  },
  CSRF_MISSING: { status: 403, message: '页面已过期，请刷新后再试。' },
  OPERATOR_INVITATION_INVALID: { status: 422, message: '这个链接已经用过或已过期，请让管理员重新发一个。' },
  OPERATOR_NAME_TAKEN: { status: 409, message: '这个账号名已经有人用了，请换一个。' },
  PASSWORD_WEAK: { status: 422, message: '密码至少 12 位，要同时有字母和数字，并且不能包含账号名。' },
  TOTP_WRONG: { status: 422, message: '动态码不对。请核对手机时间是否准确，再填最新的 6 位数字。' },
  OPERATOR_IS_SELF: { status: 409, message: '不能停用自己或改自己的角色，请让另一位管理员来做。' },
  CASE_CLOSED: { status: 409, message: '这件事已经由别人办结，请刷新查看结果。' },
} as const satisfies Record<string, { status: number; message: string }>;
