import { createHash, hkdfSync } from 'node:crypto';
import type { EndpointName } from '@gongji/shared/contract/endpoints';
import type { Logger } from 'pino';
import { regionWord } from '../seed/regions';
import { composeFaq } from './compose-faq';
import { composeOperators } from './compose-operators';
import { composeSharings } from './compose-sharings';
import type { Config } from './config';
import { alipayOverHttp } from './gateways/alipay/http';
import { createInsuranceCores } from './gateways/insurance-core/http';
import { smsOverHttp } from './gateways/sms/http';
import { wechatOverHttp } from './gateways/wechat/http';
import type { Handlers } from './http/handler';
import { scrubbedError } from './http/scrub';
import type { ServerParts } from './http/server';
import { createIdempotency, idempotencyKeyDefinition } from './http/steps/idempotency';
import type { CaseKind } from './modules/case/case.kinds';
import type { Cases } from './modules/case/case.usecases';
import { codeDefinition, sendBudgetDefinition } from './modules/identity/code.collection';
import { createDoors } from './modules/identity/doors';
import { identityDefinition } from './modules/identity/identity.collection';
import { createOneTimeCodes } from './modules/identity/one-time-codes';
import { sessionDefinition } from './modules/identity/session.collection';
import { sessionRoutes } from './modules/identity/session.routes';
import { createSessions } from './modules/identity/sessions';
import { createTokens } from './modules/identity/tokens';
import { createDeskProof, DESK_PROOF } from './modules/person/desk-proof';
import { deskProofDefinition } from './modules/person/desk-proof.collection';
import { createDoorProof } from './modules/person/door-proof';
import { doorRequestDefinition } from './modules/person/door-request.collection';
import { faceCheckDefinition } from './modules/person/face-check.collection';
import { createFaceChecks } from './modules/person/face-checks';
import { createPeople } from './modules/person/people';
import { personDefinition } from './modules/person/person.collection';
import { personRoutes } from './modules/person/person.routes';
import { createSmsProof } from './modules/person/sms-proof';
import { policyRoutes } from './modules/policy/policy.routes';
import { createCoreLinks } from './modules/settlement/core-links';
import { coreLinkDefinition } from './modules/settlement/settlement.collection';
import { deriveSecrets } from './secrets';
import { openStore } from './storage/open';
import type { Store } from './storage/port';
import { sealedCollection } from './storage/sealed-collection';
import { createSealing, type KeyGeneration } from './storage/sealing';
import { createSweeper } from './sweeper';

/** Version of the API as its page shows it. */
const VERSION = '0.1.0';

export interface House {
  /** What the HTTP server needs. */
  server: ServerParts;
  store: Store;
  /** Delivers owed effects now; for tests that do not wait for the clock. */
  worker: { runDue(): Promise<number> };
  /** Reads the cores' feeds now. */
  feed: { readOnce(): Promise<unknown> };
  /** Begins the work that nobody asked for over HTTP: effects and feeds. */
  start(): void;
  /** Cases for operators: other modules open them, and say what closing a kind of case does. */
  cases: Cases;
  describeCase(kind: string, described: CaseKind): void;
  /** Looks for stuck effects now, and opens or settles their cases. */
  watch: { lookOnce(): Promise<void> };
  /** Path of the one-time link for the first admin of the console; undefined while there is one. */
  firstAdminPath(): Promise<string | undefined>;
  /** Builds the search index before the first question comes. */
  warm(): Promise<void>;
  /** Ends it, waits for what is under way, closes the store last. */
  stop(): Promise<void>;
}

export interface ComposeOptions {
  log: Logger;
  /** Tests move time with it. */
  clock?: () => Date;
  /** In [0, 1): spreads retries. */
  jitter?: () => number;
}

/** Puts the house together: the only place where parts meet. Throws when the store cannot be opened or is held elsewhere. */
export async function compose(
  config: Config,
  { log, clock = () => new Date(), jitter = Math.random }: ComposeOptions,
): Promise<House> {
  const secrets = deriveSecrets(config.secrets.accessToken, config.secrets.blindIndexKeys);
  const store = await openStore({
    dataDir: config.dataDir,
    ...(config.mongoUri === undefined ? {} : { mongoUri: config.mongoUri }),
    log,
  });
  const sealing = createSealing(store, {
    masterKeys: config.secrets.sealingMasterKeys.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64') })),
    indexKeys: config.secrets.blindIndexKeys.map(indexKeyOf),
  });

  const { gatewayTimeoutMs: timeoutMs } = config;
  const cores = createInsuranceCores(config.cores, { timeoutMs, log });
  const sms = smsOverHttp({ ...config.sms, timeoutMs });
  const wechat = wechatOverHttp({
    url: config.wechat.url,
    appId: config.wechat.appid,
    secret: config.wechat.secret,
    timeoutMs,
  });
  const alipay = alipayOverHttp({
    url: config.alipay.url,
    appId: config.alipay.appId,
    privateKey: config.alipay.privateKey,
    alipayPublicKey: config.alipay.publicKey,
    ...(config.alipay.encryptKey === undefined ? {} : { encryptKey: config.alipay.encryptKey }),
    ...(config.alipay.certifyPage === undefined ? {} : { certifyPageUrl: config.alipay.certifyPage }),
    timeoutMs,
  });

  const background = new Set<Promise<unknown>>();
  const inBackground = (work: Promise<unknown>) => {
    const kept = work.catch(() => undefined).finally(() => background.delete(kept));
    background.add(kept);
  };

  const identities = sealedCollection(store, identityDefinition, sealing);
  const sessionCollection = store.collection(sessionDefinition);
  const sessions = createSessions({
    sessions: sessionCollection,
    identities,
    tokens: createTokens(secrets),
    clock,
  });
  const [codeCollection, budgetCollection] = [store.collection(codeDefinition), store.collection(sendBudgetDefinition)];
  const codes = createOneTimeCodes({
    codes: codeCollection,
    budgets: budgetCollection,
    codeKey: secrets.codeKey,
    settings: config.codes,
    clock,
  });
  const doors = createDoors({
    identities,
    sessions,
    codes,
    gateways: { sms, wechat, alipay },
    doorKeys: secrets.doorKeys,
    tell: (notice) => sharings.tell(notice),
    clock,
  });

  const people = createPeople({
    persons: sealedCollection(store, personDefinition, sealing),
    cores,
    numbers: createCoreLinks({
      collection: store.collection(coreLinkDefinition),
      coreFor: cores.coreFor,
      identityOf: (personId) => people.identityOf(personId),
    }),
    clock,
  });
  const smsProof = createSmsProof({
    people,
    doors,
    codes,
    sms,
    coreFor: cores.coreFor,
    budgetKey: secrets.fingerprintKey,
    inBackground,
    clock,
  });
  const faceChecks = createFaceChecks({
    checks: sealedCollection(store, faceCheckDefinition, sealing),
    people,
    doors,
    gateways: { wechat, alipay },
    memberOfSharing: (...question) => sharings.memberOfSharing(...question),
    isOwnAddress: ownAddress(config),
    clock,
  });
  const requestCollection = store.collection(doorRequestDefinition);
  const doorProof = createDoorProof({
    requests: requestCollection,
    people,
    doors,
    codes,
    tell: (notice) => sharings.tell(notice),
    key: secrets.codeKey,
    inBackground,
    clock,
  });
  const deskProofCollection = sealedCollection(store, deskProofDefinition, sealing);
  const deskProof = createDeskProof({
    proofs: deskProofCollection,
    people,
    doors,
    codes,
    cases: () => operators.cases,
    key: secrets.codeKey,
    regionWord,
    clock,
  });
  const sharings = composeSharings({
    store,
    cores,
    sms,
    people,
    faceChecks,
    openCase: (matter) => operators.cases.open(matter),
    clock,
    jitter,
    log,
    feedPollMs: config.feedPollMs,
    outboxPollMs: 1_000,
    replyWaitMs: config.replyWaitMs,
  });

  const faq = composeFaq({ store, clock });

  const isHttps = config.publicOrigin?.startsWith('https://') ?? false;
  const operators = composeOperators({
    store,
    sealing,
    secrets,
    people,
    entries: faq.entries,
    regionWord,
    isHttps,
    clock,
    log,
    onProblem: (problem) => log.warn({ error: scrubbedError(problem) }, 'looking for stuck effects failed'),
  });

  operators.describeCase('notMine', sharings.notMine);

  operators.describeCase(DESK_PROOF, deskProof.kind);

  const handlers: Handlers<EndpointName> = {
    ...sessionRoutes(doors, sessions, clock),
    ...personRoutes({ people, doors, smsProof, faceChecks, doorProof, deskProof, regionWord }),
    ...policyRoutes(clock),
    ...sharings.handlers,
    ...faq.handlers,
    ...operators.handlers,
  };
  const keyCollection = store.collection(idempotencyKeyDefinition);
  const idempotency = createIdempotency(keyCollection, secrets.fingerprintKey, clock);
  const sweeper = createSweeper(
    [
      { collection: keyCollection, field: 'at', afterDays: 30 },
      { collection: codeCollection, field: 'expiresAt', afterDays: 1 },
      { collection: budgetCollection, field: 'lastSentAt', afterDays: 2 },
      { collection: sessionCollection, field: 'expiresAt', afterDays: 30 },
      ...faq.sweeps,
      { collection: requestCollection, field: 'expiresAt', afterDays: 30 },
      { collection: deskProofCollection, field: 'expiresAt', afterDays: 30 },
      ...operators.sweeps,
    ],
    clock,
    (problem) => log.warn({ error: scrubbedError(problem) }, 'sweeping failed'),
  );
  await store.ready();
  await faq.entries.loadSeed();

  return {
    server: {
      handlers,
      resolveCaller: sessions.resolveCaller,
      resolveOperator: operators.resolveOperator,
      idempotency,
      isReady: () => store.isHealthy(),
      logger: log,
      settings: {
        version: VERSION,
        rateLimits: config.rateLimits,
        corsOrigins: config.corsOrigins,
        trustedProxies: config.trustedProxies,
        isHttps,
        ...(config.h5Dir === undefined ? {} : { h5Dir: config.h5Dir }),
        ...(config.consoleDir === undefined ? {} : { consoleDir: config.consoleDir }),
      },
    },
    store,
    worker: sharings.worker,
    feed: sharings.feed,
    start() {
      sharings.worker.start();
      sharings.feed.start();
      sweeper.start();
      operators.watch.start();
    },
    cases: operators.cases,
    describeCase: operators.describeCase,
    watch: operators.watch,
    firstAdminPath: operators.firstAdminPath,
    warm: () => faq.search.refresh(),
    async stop() {
      await Promise.all([sharings.feed.stop(), sharings.worker.stop(), sweeper.stop(), operators.watch.stop()]);
      await Promise.all(background);
      await Promise.all([cores.close(), sms.close(), wechat.close(), alipay.close()]);
      await store.close();
    },
  };
}

/** A blind-index key from its configured text, with a name that follows from the key itself. */
function indexKeyOf(configured: string): KeyGeneration {
  const key = Buffer.from(hkdfSync('sha256', configured, 'gongji', 'blind-index', 32));
  return { id: `i${createHash('sha256').update(key).digest('hex').slice(0, 8)}`, key };
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
