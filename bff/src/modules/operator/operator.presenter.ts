import type { Reply } from '@gongji/shared/contract/schemas';
import type { OperatorDocument } from './operator.collection';
import { IDLE_MINUTES } from './operator-sessions';

/** What an operator sees of themselves. */
export function presentMe(operator: OperatorDocument, csrfToken: string): Reply<'operator.me'> {
  return {
    operatorId: operator._id,
    name: operator.name,
    displayName: operator.displayName,
    roles: [...operator.roles],
    csrfToken,
    idleSeconds: IDLE_MINUTES * 60,
    recoveryCodesLeft: operator.recoveryHashes.length,
  };
}

/** An operator as admins see them; no secret is part of it. */
export function presentOperator(operator: OperatorDocument): Reply<'operator.enable'> {
  const { _id, name, displayName, roles, status, createdAt, lastSignedInAt } = operator;
  return {
    operatorId: _id,
    name,
    displayName,
    roles: [...roles],
    status,
    createdAt,
    ...(lastSignedInAt === undefined ? {} : { lastSignedInAt }),
  };
}
