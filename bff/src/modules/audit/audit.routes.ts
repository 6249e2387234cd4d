import type { HandlersFor } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import type { Audit } from './audit.usecases';

/** Actions in words for the reader; an unknown one is shown as it is. */
const ACTION_WORDS: Readonly<Record<string, string>> = {
  'operator.setUp': '完成账号设置',
  'operator.signIn': '登录',
  'operator.signInFailed': '登录失败',
  'operator.locked': '账号锁定',
  'operator.signOut': '退出',
  'operator.changePassword': '改密码',
  'operator.renewRecoveryCodes': '换备用码',
  'operator.invite': '邀请操作员',
  'operator.recover': '发放重设链接',
  'operator.setRoles': '改角色',
  'operator.disable': '停用操作员',
  'operator.enable': '恢复操作员',
  'case.read': '查看待办',
  'case.close': '办结待办',
  'case.closeFailed': '办结没有成功',
  'audit.check': '核对操作记录',
};

/** Routes of the audit log: reading and checking, nothing else. */
export const auditRoutes = (audit: Audit): HandlersFor<'audit'> => ({
  'audit.list': async ({ query }) => {
    const { items, nextBeforeSeq } = await audit.list(query);
    return {
      items: items.map(({ seq, at, operatorId, operatorName, action, subject, detail, hash }) => ({
        seq,
        at,
        ...(operatorId === undefined ? {} : { operatorId }),
        ...(operatorName === undefined ? {} : { operatorName }),
        action,
        actionWord: ACTION_WORDS[action] ?? action,
        ...(subject === undefined ? {} : { subject }),
        ...(detail === undefined ? {} : { detail }),
        hash,
      })),
      ...(nextBeforeSeq === undefined ? {} : { nextBeforeSeq }),
    };
  },
  'audit.check': async ({ query, operator }) => {
    const { seq, hash } = query;
    if ((seq === undefined) !== (hash === undefined)) {
      throw new HttpError('BAD_REQUEST', {
        details: [{ field: seq === undefined ? 'seq' : 'hash', problem: '序号和校验值要一起填' }],
      });
    }
    const found = await audit.check(seq !== undefined && hash !== undefined ? { seq, hash } : undefined);
    await audit.append({
      ...(operator ? { operatorId: operator.operatorId, operatorName: operator.name } : {}),
      action: 'audit.check',
      detail: found.isIntact ? '完整' : `第 ${found.firstBadSeq} 行起有问题`,
    });
    return found;
  },
});
