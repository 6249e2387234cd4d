import { OPERATOR_ROLE_WORDS, type OperatorRole } from '@gongji/shared/contract/operator-roles';
import { HttpError } from '../../http/http-error';
import type { OperatorCaller } from '../../http/steps/operator-session';
import { newId } from '../../ids';
import { changeDocument } from '../../storage/change-document';
import { type Collection, Conflict } from '../../storage/port';
import type { Audit } from '../audit/audit.usecases';
import {
  hashPassword,
  isPasswordStrong,
  newRecoveryCodes,
  newToken,
  newTotpSecret,
  recoveryHash,
  tokenHash,
  totpStep,
} from './factors';
import type { InvitationDocument, OperatorDocument } from './operator.collection';

const LINK_HOURS = 24;
const FIRST = 'first-admin';
/** Where the console opens a one-time link. The token stands behind `#`: no server log ever sees it. */
const linkPath = (token: string) => `/console/#/setup/${token}`;

const wordsOf = (roles: readonly OperatorRole[]) => roles.map((role) => OPERATOR_ROLE_WORDS[role]).join('、');

export interface OperatorsDeps {
  operators: Collection<OperatorDocument>;
  invitations: Collection<InvitationDocument>;
  audit: Audit;
  clock: () => Date;
}

/** Operators: made by one-time links, kept by admins. */
export function createOperators({ operators, invitations, audit, clock }: OperatorsDeps) {
  const by = ({ operatorId, name }: OperatorCaller) => ({ operatorId, operatorName: name });
  const hasAdmin = async () =>
    (await operators.find({ status: 'active' })).some((operator) => operator.roles.includes('admin'));

  async function putInvitation(
    draft: Pick<InvitationDocument, 'kind' | 'operatorId' | 'roles' | 'name' | 'displayName'>,
    _id = newId(),
  ): Promise<{ path: string; expiresAt: string }> {
    const { token, tokenHash } = newToken();
    const now = clock();
    const expiresAt = new Date(now.getTime() + LINK_HOURS * 3_600_000).toISOString();
    const next = { ...draft, schemaVersion: 1, tokenHash, createdAt: now.toISOString(), expiresAt };
    await changeDocument(invitations, _id, () => next);
    return { path: linkPath(token), expiresAt };
  }

  /** The invitation that a token opens. @throws HttpError OPERATOR_INVITATION_INVALID */
  async function usable(token: string): Promise<InvitationDocument> {
    const invitation = (await invitations.find({ tokenHash: tokenHash(token) }, { limit: 1 }))[0];
    const isUsable =
      invitation !== undefined &&
      invitation.usedAt === undefined &&
      invitation.expiresAt > clock().toISOString() &&
      !(invitation.kind === 'first' && (await hasAdmin()));
    if (!isUsable) throw new HttpError('OPERATOR_INVITATION_INVALID');
    return invitation;
  }

  async function refuseTakenName(name: string): Promise<void> {
    if ((await operators.count({ name })) > 0) throw new HttpError('OPERATOR_NAME_TAKEN');
  }

  /** Writes the operator that a used invitation makes, or resets the one that it names. */
  async function settle(
    invitation: InvitationDocument,
    made: Pick<OperatorDocument, 'passwordHash' | 'totpSecret' | 'lastTotpStep' | 'recoveryHashes'>,
  ): Promise<OperatorDocument> {
    for (;;) {
      const known = await operators.get(invitation.operatorId);
      if (known === undefined) {
        const { pendingName: name, pendingDisplayName: displayName, roles, operatorId } = invitation;
        if (name === undefined || displayName === undefined) throw new HttpError('OPERATOR_INVITATION_INVALID');
        const operator: OperatorDocument = {
          _id: operatorId,
          version: 1,
          schemaVersion: 1,
          name,
          displayName,
          roles,
          status: 'active',
          stamp: 1,
          createdAt: clock().toISOString(),
          ...made,
        };
        try {
          await operators.insert(operator);
        } catch (problem) {
          if (problem instanceof Conflict) throw new HttpError('OPERATOR_NAME_TAKEN');
          throw problem;
        }
        return operator;
      }
      const next = { ...known, ...made, stamp: known.stamp + 1 };
      if (await operators.replace(next)) return { ...next, version: next.version + 1 };
    }
  }

  async function changed(
    caller: OperatorCaller,
    operatorId: string,
    action: string,
    change: (operator: OperatorDocument) => OperatorDocument,
    detail?: string,
  ): Promise<OperatorDocument> {
    if (operatorId === caller.operatorId) throw new HttpError('OPERATOR_IS_SELF');
    if ((await operators.get(operatorId)) === undefined) throw new HttpError('NOT_FOUND');
    await audit.append({ ...by(caller), action, subject: `operator:${operatorId}`, ...(detail ? { detail } : {}) });
    return changeDocument(operators, operatorId, (operator) => {
      if (operator === undefined) throw new HttpError('NOT_FOUND');
      return change(operator);
    });
  }

  return {
    /** The link for the first admin; undefined while an active admin exists. Every start makes the one before it void. */
    async firstAdminPath(): Promise<string | undefined> {
      if (await hasAdmin()) return undefined;
      return (await putInvitation({ kind: 'first', operatorId: newId(), roles: ['admin'] }, FIRST)).path;
    },

    /** Whom a link is for. @throws HttpError OPERATOR_INVITATION_INVALID */
    readInvitation: usable,

    /**
     * First step of a set-up: name (where the link has none) and password; answers a new secret for the code generator.
     * @throws HttpError OPERATOR_INVITATION_INVALID, OPERATOR_NAME_TAKEN, PASSWORD_WEAK, BAD_REQUEST
     */
    async startSetup(input: { token: string; name?: string; displayName?: string; password: string }) {
      const invitation = await usable(input.token);
      const isFirst = invitation.kind === 'first';
      const name = isFirst ? input.name : invitation.name;
      const displayName = isFirst ? input.displayName : invitation.displayName;
      if (name === undefined || displayName === undefined) {
        throw new HttpError('BAD_REQUEST', {
          details: [{ field: name === undefined ? 'name' : 'displayName', problem: '缺少这一项' }],
        });
      }
      if (invitation.kind !== 'recover') await refuseTakenName(name);
      if (!isPasswordStrong(input.password, name)) throw new HttpError('PASSWORD_WEAK');
      const { secret, otpauthUri } = newTotpSecret(name);
      const next = {
        ...invitation,
        pendingName: name,
        pendingDisplayName: displayName,
        pendingPasswordHash: await hashPassword(input.password),
        pendingTotpSecret: secret,
      };
      if (!(await invitations.replace(next))) throw new HttpError('CONFLICT');
      return { name, otpauthUri, secret };
    },

    /**
     * Second step: a code proves that the generator has the secret; the link is used up, the operator exists.
     * @throws HttpError OPERATOR_INVITATION_INVALID, TOTP_WRONG, OPERATOR_NAME_TAKEN
     */
    async confirmTotp(input: { token: string; code: string }) {
      const invitation = await usable(input.token);
      const { pendingPasswordHash: passwordHash, pendingTotpSecret: totpSecret } = invitation;
      if (passwordHash === undefined || totpSecret === undefined) throw new HttpError('OPERATOR_INVITATION_INVALID');
      const now = clock();
      const lastTotpStep = totpStep(totpSecret, input.code, now);
      if (lastTotpStep === undefined) throw new HttpError('TOTP_WRONG');
      const recoveryCodes = newRecoveryCodes();
      const { pendingPasswordHash: _hash, pendingTotpSecret: _secret, ...used } = invitation;
      // Used up before the operator is written: of two who hold the link, one gets through
      if (!(await invitations.replace({ ...used, usedAt: now.toISOString() }))) {
        throw new HttpError('OPERATOR_INVITATION_INVALID');
      }
      const recoveryHashes = recoveryCodes.map(recoveryHash);
      const operator = await settle(invitation, { passwordHash, totpSecret, lastTotpStep, recoveryHashes });
      const WORDS = { first: '首位管理员', invite: '受邀', recover: '重设' };
      await audit.append({
        operatorId: operator._id,
        operatorName: operator.name,
        action: 'operator.setUp',
        detail: WORDS[invitation.kind],
      });
      return { operator, recoveryCodes };
    },

    list: (): Promise<OperatorDocument[]> => operators.find({}, { sort: { name: 1 } }),

    /** A one-time link for somebody new. @throws HttpError OPERATOR_NAME_TAKEN */
    async invite(caller: OperatorCaller, input: { name: string; displayName: string; roles: OperatorRole[] }) {
      await refuseTakenName(input.name);
      const operatorId = newId();
      const roles = [...new Set(input.roles)];
      await audit.append({
        ...by(caller),
        action: 'operator.invite',
        subject: `operator:${operatorId}`,
        detail: `${input.name}：${wordsOf(roles)}`,
      });
      return putInvitation({ ...input, kind: 'invite', operatorId, roles });
    },

    /** A one-time link by which an operator gets a new password and generator. @throws HttpError NOT_FOUND */
    async recover(caller: OperatorCaller, operatorId: string) {
      const operator = await operators.get(operatorId);
      if (operator === undefined || operator.status !== 'active') throw new HttpError('NOT_FOUND');
      await audit.append({ ...by(caller), action: 'operator.recover', subject: `operator:${operatorId}` });
      const { name, displayName, roles } = operator;
      return putInvitation({ kind: 'recover', operatorId, name, displayName, roles });
    },

    /** Other roles; what is open under the old ones ends. @throws HttpError NOT_FOUND, OPERATOR_IS_SELF */
    setRoles: (caller: OperatorCaller, operatorId: string, roles: OperatorRole[]) =>
      changed(
        caller,
        operatorId,
        'operator.setRoles',
        (operator) => ({ ...operator, roles: [...new Set(roles)], stamp: operator.stamp + 1 }),
        wordsOf([...new Set(roles)]),
      ),

    /** Ends every session and refuses new ones. @throws HttpError NOT_FOUND, OPERATOR_IS_SELF */
    disable: (caller: OperatorCaller, operatorId: string) =>
      changed(caller, operatorId, 'operator.disable', (operator) => ({
        ...operator,
        status: 'disabled',
        stamp: operator.stamp + 1,
      })),

    /** @throws HttpError NOT_FOUND, OPERATOR_IS_SELF */
    enable: (caller: OperatorCaller, operatorId: string) =>
      changed(caller, operatorId, 'operator.enable', (operator) => ({ ...operator, status: 'active' })),
  };
}

export type Operators = ReturnType<typeof createOperators>;
