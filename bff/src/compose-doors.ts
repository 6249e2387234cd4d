import type { Config } from './config';
import type { createInsuranceCores } from './gateways/insurance-core/http';
import type { HandlersFor } from './http/handler';
import type { ResolveCaller } from './http/steps/authenticate';
import type { CaseKind } from './modules/case/case.kinds';
import type { Cases } from './modules/case/case.usecases';
import { codeDefinition, sendBudgetDefinition } from './modules/identity/code.collection';
import { createDoors, type DoorGateways, type Tell } from './modules/identity/doors';
import { identityDefinition } from './modules/identity/identity.collection';
import { createOneTimeCodes } from './modules/identity/one-time-codes';
import { sessionDefinition } from './modules/identity/session.collection';
import { sessionRoutes } from './modules/identity/session.routes';
import { createSessions } from './modules/identity/sessions';
import { createTokens } from './modules/identity/tokens';
import { createDeskProof } from './modules/person/desk-proof';
import { deskProofDefinition } from './modules/person/desk-proof.collection';
import { createDoorProof } from './modules/person/door-proof';
import { doorRequestDefinition } from './modules/person/door-request.collection';
import { faceCheckDefinition } from './modules/person/face-check.collection';
import {
  createFaceChecks,
  type FaceChecks,
  type FaceChecksDeps,
  type FaceGateways,
} from './modules/person/face-checks';
import { createPeople, type People } from './modules/person/people';
import { personDefinition } from './modules/person/person.collection';
import { personRoutes } from './modules/person/person.routes';
import { createSmsProof } from './modules/person/sms-proof';
import { type CoreLinks, createCoreLinks } from './modules/settlement/core-links';
import { coreLinkDefinition } from './modules/settlement/settlement.collection';
import type { Secrets } from './secrets';
import type { Store } from './storage/port';
import { sealedCollection } from './storage/sealed-collection';
import type { Sealing } from './storage/sealing';
import type { Sweep } from './sweeper';

export interface DoorParts {
  handlers: HandlersFor<'session'> & HandlersFor<'person'> & HandlersFor<'faceCheck'>;
  resolveCaller: ResolveCaller;
  /** True while this door is attached to this person. */
  isDoorOf(identityId: string, personId: string): Promise<boolean>;
  people: People;
  /** Which person stands behind which core's number; the sharings read it too. */
  links: CoreLinks;
  faceChecks: FaceChecks;
  /** What a case of kind `deskProof` means. */
  deskProofKind: CaseKind;
  sweeps: Sweep[];
  /** Waits for what goes on behind answers that were given already. */
  settled(): Promise<void>;
}

/** The part of compose() that puts doors, sessions, persons and proofs together. */
export function composeDoors(deps: {
  store: Store;
  sealing: Sealing;
  secrets: Secrets;
  config: Config;
  cores: Pick<ReturnType<typeof createInsuranceCores>, 'coreFor' | 'regions'>;
  gateways: {
    sms: DoorGateways['sms'];
    wechat: DoorGateways['wechat'] & FaceGateways['wechat'];
    alipay: DoorGateways['alipay'] & FaceGateways['alipay'];
  };
  tell: Tell;
  memberOfSharing: FaceChecksDeps['memberOfSharing'];
  /** Found late: the console is put together after the doors. */
  cases(): Pick<Cases, 'open' | 'settle'>;
  regionWord(code: string): string;
  clock: () => Date;
}): DoorParts {
  const { store, sealing, secrets, config, cores, gateways, tell, regionWord, clock } = deps;
  const background = new Set<Promise<unknown>>();
  const inBackground = (work: Promise<unknown>) => {
    const kept = work.catch(() => undefined).finally(() => background.delete(kept));
    background.add(kept);
  };

  const identities = sealedCollection(store, identityDefinition, sealing);
  const [sessionCollection, codeCollection, budgetCollection, requestCollection] = [
    store.collection(sessionDefinition),
    store.collection(codeDefinition),
    store.collection(sendBudgetDefinition),
    store.collection(doorRequestDefinition),
  ];
  const deskProofCollection = sealedCollection(store, deskProofDefinition, sealing);

  const tokens = createTokens(secrets);
  const sessions = createSessions({ sessions: sessionCollection, identities, tokens, clock });
  const codes = createOneTimeCodes({
    codes: codeCollection,
    budgets: budgetCollection,
    codeKey: secrets.codeKey,
    settings: config.codes,
    clock,
  });
  const doors = createDoors({ identities, sessions, codes, gateways, doorKeys: secrets.doorKeys, tell, clock });
  const links: CoreLinks = createCoreLinks({
    collection: store.collection(coreLinkDefinition),
    coreFor: cores.coreFor,
    regions: cores.regions,
    identityOf: (personId) => people.identityOf(personId),
  });
  const people = createPeople({
    persons: sealedCollection(store, personDefinition, sealing),
    cores,
    numbers: links,
    clock,
  });
  const smsProof = createSmsProof({
    people,
    doors,
    codes,
    sms: gateways.sms,
    coreFor: cores.coreFor,
    budgetKey: secrets.fingerprintKey,
    inBackground,
    clock,
  });
  const faceChecks = createFaceChecks({
    checks: sealedCollection(store, faceCheckDefinition, sealing),
    people,
    doors,
    gateways,
    memberOfSharing: deps.memberOfSharing,
    isOwnAddress: ownAddress(config),
    clock,
  });
  const proving = { people, doors, codes, key: secrets.codeKey, clock };
  const doorProof = createDoorProof({ ...proving, requests: requestCollection, tell, inBackground });
  const deskProof = createDeskProof({ ...proving, proofs: deskProofCollection, cases: deps.cases, regionWord });

  return {
    handlers: {
      ...sessionRoutes(doors, sessions, clock),
      ...personRoutes({ people, doors, smsProof, faceChecks, doorProof, deskProof, regionWord }),
    },
    resolveCaller: sessions.resolveCaller,
    isDoorOf: async (identityId, personId) => (await doors.identity(identityId))?.personId === personId,
    people,
    links,
    faceChecks,
    deskProofKind: deskProof.kind,
    sweeps: [
      { collection: codeCollection, field: 'expiresAt', afterDays: 1 },
      { collection: budgetCollection, field: 'lastSentAt', afterDays: 2 },
      { collection: sessionCollection, field: 'expiresAt', afterDays: 30 },
      { collection: requestCollection, field: 'expiresAt', afterDays: 30 },
      { collection: deskProofCollection, field: 'expiresAt', afterDays: 30 },
    ],
    async settled() {
      await Promise.all(background);
    },
  };
}

/** Which addresses a face check may lead back to: our public origin and named origins; without one, this machine only. */
function ownAddress(config: Config): (url: string) => boolean {
  const origins = new Set([...(config.publicOrigin ? [config.publicOrigin] : []), ...config.corsOrigins]);
  return (url) => {
    if (!URL.canParse(url)) return false;
    const { origin, protocol, hostname } = new URL(url);
    if (origins.has(origin)) return true;
    const isLoopback = hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
    return config.publicOrigin === undefined && protocol === 'http:' && isLoopback;
  };
}
