import type { EndpointName } from '@gongji/shared/contract/endpoints';
import type { Logger } from 'pino';
import { regionWord } from '../seed/regions';
import { composeDoors } from './compose-doors';
import { composeFaq } from './compose-faq';
import { composeOperators } from './compose-operators';
import { composeSharings } from './compose-sharings';
import { composeStorage } from './compose-storage';
import type { Config } from './config';
import { alipayOverHttp } from './gateways/alipay/http';
import { createInsuranceCores } from './gateways/insurance-core/http';
import { smsOverHttp } from './gateways/sms/http';
import { wechatOverHttp } from './gateways/wechat/http';
import { tokenDefinition, tokenInStore } from './gateways/wechat/token.collection';
import type { Handlers } from './http/handler';
import { scrubbedError } from './http/scrub';
import type { ServerParts } from './http/server';
import { createIdempotency, idempotencyKeyDefinition } from './http/steps/idempotency';
import { createMetrics } from './metrics';
import type { CaseKind } from './modules/case/case.kinds';
import type { Cases } from './modules/case/case.usecases';
import { DESK_PROOF } from './modules/person/desk-proof';
import { policyRoutes } from './modules/policy/policy.routes';
import { SETTLEMENT_DIFFERS } from './modules/settlement/settlement-differs';
import type { StuckEffects } from './modules/sharing/stuck';
import { deriveSecrets } from './secrets';
import type { Store } from './storage/port';
import { sealedCollection } from './storage/sealed-collection';
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
  /** Tells of windows that end soon, now. */
  reminders: { lookOnce(): Promise<number> };
  /** Begins the work that nobody asked for over HTTP: effects and feeds. */
  start(): void;
  /** Cases for operators: other modules open them, and say what closing a kind of case does. */
  cases: Cases;
  describeCase(kind: string, described: CaseKind): void;
  /** Looks for stuck effects now, and opens or settles their cases. */
  watch: { lookOnce(): Promise<void> };
  /** What does not get through to the outside. */
  stuck: StuckEffects;
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
  const metrics = createMetrics(clock);
  const { store, sealing } = await composeStorage(config, log, metrics.measured);

  const { gatewayTimeoutMs: timeoutMs } = config;
  const cores = createInsuranceCores(config.cores, { timeoutMs, log });
  const sms = smsOverHttp({ ...config.sms, timeoutMs });
  const wechat = wechatOverHttp({
    url: config.wechat.url,
    appId: config.wechat.appid,
    secret: config.wechat.secret,
    ...(config.wechat.apiSecurity === undefined ? {} : { apiSecurity: config.wechat.apiSecurity }),
    timeoutMs,
    tokens: tokenInStore(sealedCollection(store, tokenDefinition, sealing), config.wechat.appid, () =>
      clock().getTime(),
    ),
    nowMs: () => clock().getTime(),
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

  const doors = composeDoors({
    store,
    sealing,
    secrets,
    config,
    cores,
    gateways: { sms, wechat, alipay },
    tell: (notice) => sharings.tell(notice),
    memberOfSharing: (...question) => sharings.memberOfSharing(...question),
    cases: () => operators.cases,
    regionWord,
    clock,
  });
  const { people, faceChecks, links } = doors;
  const sharings = composeSharings({
    store,
    cores,
    sms,
    wechat,
    alipay,
    templates: { wechat: config.wechat.templates, alipay: config.alipay.templates },
    isDoorOf: doors.isDoorOf,
    people,
    links,
    faceChecks,
    openCase: (matter) => operators.cases.open(matter),
    regionWord,
    clock,
    jitter,
    log,
    feedPollMs: config.feedPollMs,
    onFeedRead: metrics.feedRead,
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
    onSignIn: metrics.operatorSignIn,
  });

  metrics.observe({ owed: operators.stuck.owed, openCases: operators.cases.countOpen, regions: cores.regions });
  operators.describeCase('notMine', sharings.notMine);
  operators.describeCase(SETTLEMENT_DIFFERS, sharings.settlementDiffers);
  operators.describeCase(DESK_PROOF, doors.deskProofKind);

  const handlers: Handlers<EndpointName> = {
    ...doors.handlers,
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
      ...faq.sweeps,
      ...doors.sweeps,
      ...sharings.sweeps,
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
      resolveCaller: doors.resolveCaller,
      resolveOperator: operators.resolveOperator,
      idempotency,
      isReady: () => store.isHealthy(),
      metrics,
      logger: log,
      settings: {
        version: VERSION,
        rateLimits: config.rateLimits,
        corsOrigins: config.corsOrigins,
        trustedProxies: config.trustedProxies,
        isHttps,
        ...(config.metricsToken === undefined ? {} : { metricsToken: config.metricsToken }),
        isMetricsOpenToLoopback: config.profile !== 'production',
        ...(config.h5Dir === undefined ? {} : { h5Dir: config.h5Dir }),
        ...(config.consoleDir === undefined ? {} : { consoleDir: config.consoleDir }),
      },
    },
    store,
    worker: sharings.worker,
    feed: sharings.feed,
    reminders: sharings.reminders,
    start() {
      sharings.worker.start();
      sharings.feed.start();
      sharings.reminders.start();
      sweeper.start();
      operators.watch.start();
    },
    cases: operators.cases,
    describeCase: operators.describeCase,
    watch: operators.watch,
    stuck: operators.stuck,
    firstAdminPath: operators.firstAdminPath,
    warm: () => faq.search.refresh(),
    async stop() {
      await Promise.all([
        sharings.feed.stop(),
        sharings.worker.stop(),
        sharings.reminders.stop(),
        sweeper.stop(),
        operators.watch.stop(),
      ]);
      await doors.settled();
      await Promise.all([cores.close(), sms.close(), wechat.close(), alipay.close()]);
      await store.close();
    },
  };
}
