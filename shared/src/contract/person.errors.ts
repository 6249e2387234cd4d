/** Errors of sessions and proofs. Same form as errors.ts, which joins them. */
export const personErrors = {
  ALREADY_PROVEN: { status: 409, message: '这个登录方式已经证明过是您本人，不用再证明，可以直接办理。' },
  PHONE_NOT_READ: { status: 422, message: '没有取到手机号，请直接填写手机号，再用短信验证码登录。' },
  SIGN_IN_AGAIN: { status: 403, message: '为了您的账户安全，请退出后重新登录一次，30 分钟内再来操作。' },
  MATCH_CODE_WRONG: {
    status: 422,
    message: '核对码不对。请看清新手机上显示的 4 位核对码再填；不是您本人在登录，请点“不是我”。',
  },
  DOOR_CANNOT_VOUCH: {
    status: 403,
    message: '这个登录方式是由别的登录方式确认的，不能再确认新的。请用人脸识别、短信验证码或到医保窗口证明本人后再试。',
  },
  DESK_CODE_WRONG: {
    status: 422,
    message: '办结理由里没有写对核对码。请让群众出示手机上的 8 个字母，完整写进理由后再办结。',
  },
} as const satisfies Record<string, { status: number; message: string }>;
