import { atConsole } from '../../http/caller';
import type { HandlerExtras, HandlersFor } from '../../http/handler';
import { operatorCookie } from '../../http/steps/operator-session';
import { presentMe, presentOperator } from './operator.presenter';
import type { OperatorSessions } from './operator-sessions';
import type { Operators } from './operators.usecases';
import type { SignIn } from './sign-in.usecases';

export interface OperatorRoutesDeps {
  operators: Operators;
  signIn: SignIn;
  sessions: OperatorSessions;
  isHttps: boolean;
}

/** Routes of the console's doors and of those who work there. */
export function operatorRoutes(deps: OperatorRoutesDeps): HandlersFor<'operator'> {
  const { operators, signIn, sessions } = deps;
  // A session cookie: it goes with the browser's window; scripts cannot read it, other sites cannot send it
  const attributes = `Path=/; HttpOnly; SameSite=Strict${deps.isHttps ? '; Secure' : ''}`;
  const name = operatorCookie(deps.isHttps);
  const keep = ({ setHeader }: HandlerExtras, token: string) =>
    setHeader('Set-Cookie', `${name}=${token}; ${attributes}`);
  const forget = ({ setHeader }: HandlerExtras) => setHeader('Set-Cookie', `${name}=; ${attributes}; Max-Age=0`);

  return {
    'operator.readInvitation': async ({ body }) => {
      const invitation = await operators.readInvitation(body.token);
      const { kind, roles, expiresAt } = invitation;
      return {
        kind,
        ...(invitation.name === undefined ? {} : { name: invitation.name }),
        ...(invitation.displayName === undefined ? {} : { displayName: invitation.displayName }),
        roles: [...roles],
        expiresAt,
      };
    },
    'operator.startSetup': ({ body }) => operators.startSetup(body),
    'operator.confirmTotp': async ({ body }, extras) => {
      const { operator, recoveryCodes } = await operators.confirmTotp(body);
      if (operator.status === 'active') {
        const session = await sessions.open(operator);
        keep(extras, session.token);
        return { recoveryCodes, me: presentMe(operator, session.csrfToken) };
      }
      return { recoveryCodes, me: presentMe(operator, '') };
    },
    'operator.signIn': async ({ body }, extras) => {
      const { operator, session } = await signIn.signIn(body);
      keep(extras, session.token);
      return presentMe(operator, session.csrfToken);
    },
    'operator.signOut': async ({ operator }, extras) => {
      await signIn.signOut(atConsole(operator));
      forget(extras);
      return { isSignedOut: true };
    },
    'operator.me': async ({ operator }) => {
      const caller = atConsole(operator);
      return presentMe(await signIn.own(caller), caller.csrfToken);
    },
    'operator.changePassword': async ({ operator, body }, extras) => {
      const changed = await signIn.changePassword(atConsole(operator), body);
      keep(extras, changed.session.token);
      return presentMe(changed.operator, changed.session.csrfToken);
    },
    'operator.renewRecoveryCodes': async ({ operator, body }) => ({
      recoveryCodes: await signIn.renewRecoveryCodes(atConsole(operator), body.code),
    }),
    'operator.list': async () => ({ items: (await operators.list()).map(presentOperator) }),
    'operator.invite': ({ operator, body }) => operators.invite(atConsole(operator), body),
    'operator.recover': ({ operator, params }) => operators.recover(atConsole(operator), params.operatorId),
    'operator.setRoles': async ({ operator, params, body }) =>
      presentOperator(await operators.setRoles(atConsole(operator), params.operatorId, body.roles)),
    'operator.disable': async ({ operator, params }) =>
      presentOperator(await operators.disable(atConsole(operator), params.operatorId)),
    'operator.enable': async ({ operator, params }) =>
      presentOperator(await operators.enable(atConsole(operator), params.operatorId)),
  };
}
