import { packOfFamily } from '@gongji/shared/policy/index';
import type { HandlersFor } from './http/handler';
import type { ResolveOperator } from './http/steps/operator-session';
import { auditDefinition } from './modules/audit/audit.collection';
import { auditRoutes } from './modules/audit/audit.routes';
import { createAudit } from './modules/audit/audit.usecases';
import { caseDefinition } from './modules/case/case.collection';
import { type CaseKind, CaseKinds } from './modules/case/case.kinds';
import { caseRoutes } from './modules/case/case.routes';
import { type Cases, createCases } from './modules/case/case.usecases';
import { createStuckWatch, STUCK_EFFECT, stuckEffectKind } from './modules/case/stuck-watch';
import { entryRoutes } from './modules/entry/entry.routes';
import type { EntryUseCases } from './modules/entry/entry.usecases';
import {
  operatorDefinition,
  operatorInvitationDefinition,
  operatorSessionDefinition,
  signInTriesDefinition,
} from './modules/operator/operator.collection';
import { operatorRoutes } from './modules/operator/operator.routes';
import { createOperatorSessions } from './modules/operator/operator-sessions';
import { createOperators } from './modules/operator/operators.usecases';
import { createSignIn, type SignInDeps } from './modules/operator/sign-in.usecases';
import { createSignInTries } from './modules/operator/sign-in-tries';
import type { People } from './modules/sharing/ports';
import { sharingDefinition } from './modules/sharing/sharing.collection';
import { createStuckEffects, type StuckEffects } from './modules/sharing/stuck';
import { effectRoutes, effectWord } from './modules/sharing/stuck.routes';
import type { Store } from './storage/port';
import { sealedCollection } from './storage/sealed-collection';
import type { Sealing } from './storage/sealing';
import type { Sweep } from './sweeper';

export interface OperatorParts {
  handlers: HandlersFor<'operator'> &
    HandlersFor<'case'> &
    HandlersFor<'effect'> &
    HandlersFor<'entry'> &
    HandlersFor<'audit'>;
  resolveOperator: ResolveOperator;
  /** Other modules open cases here … */
  cases: Cases;
  /** … and say here what each kind means and what closing it does. */
  describeCase(kind: string, described: CaseKind): void;
  stuck: StuckEffects;
  /** Path of the one-time link for the first admin; undefined while an active admin exists. */
  firstAdminPath(): Promise<string | undefined>;
  sweeps: Sweep[];
  /** Opens and settles cases for what is stuck. */
  watch: { lookOnce(): Promise<void>; start(): void; stop(): Promise<void> };
}

/** The part of compose() that puts the console together: operators, audit log, cases, stuck effects, entries to read. */
export function composeOperators(deps: {
  store: Store;
  sealing: Sealing;
  secrets: { csrfKey: Uint8Array; fingerprintKey: Uint8Array };
  people: Pick<People, 'card'>;
  entries: EntryUseCases;
  regionWord(code: string): string;
  isHttps: boolean;
  clock: () => Date;
  log: { info(fields: object, message: string): void };
  onProblem: (problem: unknown) => void;
  onSignIn?: SignInDeps['onSignIn'];
}): OperatorParts {
  const { store, sealing, secrets, people, entries, regionWord, isHttps, clock } = deps;
  const audit = createAudit({ collection: store.collection(auditDefinition), clock, log: deps.log });
  const collection = sealedCollection(store, operatorDefinition, sealing);
  const [invitations, sessionCollection, triesCollection] = [
    sealedCollection(store, operatorInvitationDefinition, sealing),
    store.collection(operatorSessionDefinition),
    store.collection(signInTriesDefinition),
  ];
  const sessions = createOperatorSessions({
    collection: sessionCollection,
    operators: collection,
    csrfKey: secrets.csrfKey,
    clock,
  });
  const tries = createSignInTries({ collection: triesCollection, key: secrets.fingerprintKey, clock });
  const signIn = createSignIn({
    operators: collection,
    sessions,
    tries,
    audit,
    clock,
    ...(deps.onSignIn ? { onSignIn: deps.onSignIn } : {}),
  });
  const operators = createOperators({ operators: collection, invitations, audit, clock });

  const kinds = new CaseKinds();
  const cases = createCases({ collection: store.collection(caseDefinition), kinds, audit, clock });
  const stuck = createStuckEffects(store.collection(sharingDefinition));
  const regionOf = (family: string) => {
    const pack = packOfFamily(family);
    return pack === undefined ? family : regionWord(pack.region);
  };
  kinds.add(STUCK_EFFECT, stuckEffectKind({ effect: effectWord, region: regionOf }));

  return {
    handlers: {
      ...operatorRoutes({ operators, signIn, sessions, isHttps }),
      ...auditRoutes(audit),
      ...caseRoutes({ cases, kinds, people, audit }),
      ...effectRoutes({ stuck, people, regionWord }),
      ...entryRoutes({ entries, regionWord }),
    },
    resolveOperator: sessions.resolve,
    cases,
    describeCase: (kind, described) => kinds.add(kind, described),
    stuck,
    firstAdminPath: operators.firstAdminPath,
    sweeps: [
      { collection: sessionCollection, field: 'expiresAt', afterDays: 30 },
      { collection: triesCollection, field: 'lastAt', afterDays: 1 },
      { collection: invitations, field: 'expiresAt', afterDays: 30 },
    ] as Sweep[],
    watch: createStuckWatch({ stuck, cases, onProblem: deps.onProblem }),
  };
}
