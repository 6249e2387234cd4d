import { z } from 'zod';
import { OPERATOR_ROLES } from './operator-roles';
import { civilDay, documentId, instant, regionCode } from './parts.schemas';

const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '链接不完整，请重新复制');
const name = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,31}$/, '账号名用 3 到 32 位小写字母、数字，以字母开头');
const displayName = z.string().trim().min(1, '请填姓名').max(50, '姓名太长');
const password = z.string().min(1, '请填密码').max(128, '密码太长');
const totpCode = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, '请填 6 位动态码'));
/** Six digits, or one of the recovery codes. */
const secondFactor = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s-]/g, '').toLowerCase())
  .pipe(z.string().regex(/^(?:\d{6}|[a-z2-7]{16})$/, '请填 6 位动态码，或一个备用码'));
const role = z.enum(OPERATOR_ROLES);
const roles = z.array(role).min(1, '至少选一个角色').max(OPERATOR_ROLES.length);

const me = z.strictObject({
  operatorId: documentId,
  name: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  csrfToken: z.string().describe('除查询外的操作都要放进 X-CSRF-Token'),
  idleSeconds: z.number().int().describe('多久不操作会自动退出'),
  recoveryCodesLeft: z.number().int(),
});
const recoveryCodes = z.array(z.string()).describe('只显示这一次');
const operator = z.strictObject({
  operatorId: documentId,
  name: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  status: z.enum(['active', 'disabled']),
  createdAt: instant,
  lastSignedInAt: instant.optional(),
});
const operatorParams = z.strictObject({ operatorId: documentId });
const oneTimeLink = z.strictObject({ path: z.string().describe('一次性链接，接在网址后面'), expiresAt: instant });

const auditLine = z.strictObject({
  seq: z.number().int(),
  at: instant,
  operatorId: z.string().optional(),
  operatorName: z.string().optional(),
  action: z.string(),
  actionWord: z.string(),
  subject: z.string().optional(),
  detail: z.string().optional(),
  hash: z.string(),
});
const entryId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/);
const entryLine = {
  id: entryId,
  title: z.string(),
  region: regionCode,
  regionWord: z.string(),
  verifiedOn: civilDay,
  isOurReading: z.boolean(),
  hotRank: z.number().optional(),
};

export const operatorSchemas = {
  'operator.readInvitation': {
    body: z.strictObject({ token }),
    response: z.strictObject({
      kind: z.enum(['first', 'invite', 'recover']),
      name: z.string().optional(),
      displayName: z.string().optional(),
      roles: z.array(role),
      expiresAt: instant,
    }),
  },
  'operator.startSetup': {
    body: z.strictObject({ token, name: name.optional(), displayName: displayName.optional(), password }),
    response: z.strictObject({
      name: z.string(),
      otpauthUri: z.string(),
      secret: z.string().describe('Base32，手输用'),
    }),
  },
  'operator.confirmTotp': {
    body: z.strictObject({ token, code: totpCode }),
    response: z.strictObject({ recoveryCodes, me }),
  },
  'operator.signIn': {
    body: z.strictObject({ name, password, code: secondFactor }),
    response: me,
  },
  'operator.signOut': { response: z.strictObject({ isSignedOut: z.literal(true) }) },
  'operator.me': { response: me },
  'operator.changePassword': {
    body: z.strictObject({ currentPassword: password, newPassword: password, code: secondFactor }),
    response: me,
  },
  'operator.renewRecoveryCodes': {
    body: z.strictObject({ code: totpCode }),
    response: z.strictObject({ recoveryCodes }),
  },
  'operator.list': { response: z.strictObject({ items: z.array(operator) }) },
  'operator.invite': { body: z.strictObject({ name, displayName, roles }), response: oneTimeLink },
  'operator.recover': { params: operatorParams, response: oneTimeLink },
  'operator.setRoles': { params: operatorParams, body: z.strictObject({ roles }), response: operator },
  'operator.disable': { params: operatorParams, response: operator },
  'operator.enable': { params: operatorParams, response: operator },
  'audit.list': {
    query: z.strictObject({
      beforeSeq: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(200).optional(),
    }),
    response: z.strictObject({ items: z.array(auditLine), nextBeforeSeq: z.number().int().optional() }),
  },
  'audit.check': {
    query: z.strictObject({
      seq: z.coerce.number().int().min(1).optional().describe('从别处抄下的一行序号'),
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional()
        .describe('那一行的校验值'),
    }),
    response: z.strictObject({
      isIntact: z.boolean(),
      lines: z.number().int(),
      headSeq: z.number().int(),
      headHash: z.string(),
      firstBadSeq: z.number().int().optional(),
      problem: z.string().optional(),
    }),
  },
  'entry.list': { response: z.strictObject({ items: z.array(z.strictObject(entryLine)) }) },
  'entry.get': {
    params: z.strictObject({ entryId }),
    response: z.strictObject({
      ...entryLine,
      answer: z.string(),
      steps: z.array(z.string()),
      notes: z.array(z.string()),
      aliases: z.array(z.string()),
      sources: z.array(z.strictObject({ title: z.string(), publisher: z.string(), publishedOn: z.string() })),
      related: z.array(z.strictObject({ id: entryId, title: z.string() })),
      isFromSeed: z.boolean().describe('还是随程序带来的第一版'),
    }),
  },
};
