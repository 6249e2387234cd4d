import { z } from 'zod';
import { KINSHIPS } from '../domain/kinship';

/** Pieces that several schemas share. All objects are strict: an unknown field is refused by name. */
export const fen = z.number().int().min(0).max(100_000_000_00).describe('金额，单位：分');
export const instant = z.iso.datetime().describe('UTC 时刻');
export const civilDay = z.iso.date().describe('北京时间的日期');
export const regionCode = z
  .string()
  .regex(/^\d{6}$/, '请填六位地区代码')
  .describe('GB/T 2260 六位代码');
export const familyName = z
  .string()
  .regex(/^[a-z][a-z-]{1,30}$/)
  .describe('规则家族，例如 gansu');
export const kinship = z.enum(KINSHIPS);
export const documentId = z.string().regex(/^[A-Za-z0-9_-]{6,64}$/, '编号不对');
export const mobileNumber = z.string().regex(/^1[3-9]\d{9}$/, '请填 11 位手机号');
export const personName = z.string().trim().min(1, '请填姓名').max(50, '姓名太长');
export const certificateNumber = z.string().trim().min(15, '请填 18 位身份证号').max(24, '请填 18 位身份证号');
export const smsCode = z.string().regex(/^\d{6}$/, '请填 6 位验证码');
export const textHash = z.string().regex(/^[0-9a-f]{64}$/);
export const personIdentity = z.strictObject({
  name: personName,
  certificateNumber,
});

export const refusal = z.strictObject({
  code: z.string(),
  because: z.string().describe('为什么不行，用大白话'),
  next: z.string().describe('下一步怎么办'),
  sourceKey: z.string().optional(),
  basis: z.enum(['source', 'ours']).optional(),
  sourceTitle: z.string().optional(),
});

export const step = z.strictObject({
  name: z.string().describe('下一屏；不认识的值请提示升级，并给出窗口办法'),
  proof: z.enum(['phone', 'face']).optional(),
  textHash: textHash.optional(),
});

export const finding = z.strictObject({
  check: z.string(),
  status: z.enum(['pass', 'fail', 'unknown']),
  rule: z.string(),
  sourceKey: z.string(),
  basis: z.enum(['source', 'ours']),
  refusal: refusal.optional(),
});

export const availableCommand = z.strictObject({
  type: z.string(),
  role: z.enum(['owner', 'member', 'core', 'operator']),
  memberId: z.string().optional(),
});

/** The query of a list that is read page by page: `after` is the `nextAfter` of the page before, `limit` the most items. */
export const page = z.strictObject({
  after: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});

/** The one error shape. */
export const errorBody = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    details: z.array(z.strictObject({ field: z.string(), problem: z.string() })).optional(),
    refusal: refusal.optional(),
    requestId: z.string(),
  }),
});
