import { applyCoreEvents } from './effects/core-events';
import { createFeedReader, type FeedReader } from './effects/feed';
import { feedCursorDefinition, feedEventDefinition } from './effects/feed.collection';
import { createEffectsWorker, type EffectsWorker, type WorkerOptions } from './effects/worker';
import type { AlipayGateway } from './gateways/alipay/port';
import type { InsuranceCore } from './gateways/insurance-core/port';
import type { SmsGateway } from './gateways/sms/port';
import type { WechatGateway } from './gateways/wechat/port';
import type { HandlersFor } from './http/handler';
import { scrubbedError } from './http/scrub';
import type { CaseKind } from './modules/case/case.kinds';
import type { OpenCase } from './modules/case/case.usecases';
import { fundsRoutes } from './modules/funds/funds.routes';
import { createFundsUseCases } from './modules/funds/funds.usecases';
import { noticeGrantDefinition } from './modules/notice/grant.collection';
import { noticeDefinition } from './modules/notice/notice.collection';
import { noticeRoutes } from './modules/notice/notice.routes';
import { createNoticeUseCases, type NoticeUseCases } from './modules/notice/notice.usecases';
import { reminderDefinition } from './modules/notice/reminder.collection';
import { createReminders, type Reminders } from './modules/notice/reminders';
import { createSubscribe } from './modules/notice/subscribe.usecase';
import { createSubscriptions, type SubscriptionDeps } from './modules/notice/subscriptions';
import { type CoreLinks, coreKey } from './modules/settlement/core-links';
import { settlementDefinition } from './modules/settlement/settlement.collection';
import { settlementRoutes } from './modules/settlement/settlement.routes';
import { createSettlementUseCases } from './modules/settlement/settlement.usecases';
import { createSettlementCheck, settlementDiffersCase } from './modules/settlement/settlement-differs';
import { createCodeImage } from './modules/sharing/code-image';
import { createElsewhere } from './modules/sharing/elsewhere';
import { createInvitationUseCases } from './modules/sharing/invitation.usecases';
import { createMemberFacts } from './modules/sharing/member-facts';
import { notMineCase } from './modules/sharing/not-mine';
import type { FaceChecks, People } from './modules/sharing/ports';
import { createPreview } from './modules/sharing/preview.usecases';
import { sharingDefinition } from './modules/sharing/sharing.collection';
import { sharingEffectHost } from './modules/sharing/sharing.effects';
import { createSharingLives } from './modules/sharing/sharing.lives';
import { createSharingPresenter } from './modules/sharing/sharing.presenter';
import { invitationRoutes, sharingRoutes } from './modules/sharing/sharing.routes';
import { createSharingUseCases, type SharingUseCases } from './modules/sharing/sharing.usecases';
import type { Store } from './storage/port';
import type { Sweep } from './sweeper';

export interface SharingParts {
  handlers: HandlersFor<'sharing'> &
    HandlersFor<'invitation'> &
    HandlersFor<'funds'> &
    HandlersFor<'settlement'> &
    HandlersFor<'notice'>;
  worker: EffectsWorker;
  feed: FeedReader;
  /** For the person module: whose face a check beside the owner has to show. */
  memberOfSharing: SharingUseCases['memberOfSharing'];
  /** A word into somebody's inbox. */
  tell: NoticeUseCases['tell'];
  /** Tells people before a window ends. */
  reminders: Reminders;
  sweeps: Sweep[];
  /** What operators read and decide where somebody says "not mine". */
  notMine: CaseKind;
  /** … and where a core settled a bill otherwise than the pack says. */
  settlementDiffers: CaseKind;
}

/** The part of compose() that puts sharings, funds, records, notices, the effects worker and the feed reader together. */
export function composeSharings(deps: {
  store: Store;
  cores: { coreFor(region: string): InsuranceCore | undefined; regions(): string[] };
  sms: SmsGateway;
  wechat: Pick<WechatGateway, 'sendSubscribe' | 'codeImage'>;
  alipay: Pick<AlipayGateway, 'sendTemplate' | 'codeImage'>;
  /** Templates that WeChat and Alipay gave us, by occasion. */
  templates: SubscriptionDeps['templates'];
  isDoorOf: SubscriptionDeps['isDoorOf'];
  /** What the person module offers; the core's own numbers are remembered here. */
  people: Omit<People, 'psnNo'>;
  /** Which person stands behind which core's number. */
  links: CoreLinks;
  faceChecks: FaceChecks;
  /** Hands a matter to operators; idempotent by kind and key. */
  openCase(matter: OpenCase): Promise<unknown>;
  /** A region's name for operators. */
  regionWord(code: string): string;
  clock: () => Date;
  jitter: () => number;
  log: WorkerOptions['log'];
  /** How often the feeds are read, in ms. */
  feedPollMs: number;
  /** Told when a core's feed was read to its end, with the number of the last applied event. */
  onFeedRead?(region: string, seq: number): void;
  /** How often the outbox is looked at, in ms. */
  outboxPollMs: number;
  /** How long a reply waits for the core, in ms. */
  replyWaitMs: number;
}): SharingParts {
  const { store, cores, clock, log, faceChecks, links } = deps;
  const { coreFor } = cores;
  const people: People = { ...deps.people, psnNo: links.psnNo };
  const grants = store.collection(noticeGrantDefinition);
  const { templates, wechat, alipay, isDoorOf } = deps;
  const subscriptions = createSubscriptions({ grants, templates, wechat, alipay, isDoorOf, clock, log });
  const notices = createNoticeUseCases({
    collection: store.collection(noticeDefinition),
    people,
    coreFor,
    sms: deps.sms,
    subscriptions,
    clock,
  });
  const collection = store.collection(sharingDefinition);
  const worker = createEffectsWorker(
    sharingEffectHost({ collection, people, coreFor, openCase: deps.openCase, tell: notices.tell }),
    {
      clock,
      jitter: deps.jitter,
      log,
      pollMs: deps.outboxPollMs,
    },
  );
  const sharingDeps = { collection, people, faceChecks, worker, clock, replyWaitMs: deps.replyWaitMs };
  const sharings = createSharingUseCases(sharingDeps);
  const lives = createSharingLives({ collection, people, ledger: sharings.ledger, settled: sharings.settled });
  const settlements = createSettlementUseCases({
    collection: store.collection(settlementDefinition),
    links,
  });
  const facts = createMemberFacts({ sharings, people, clock });
  const feed = createFeedReader({
    cursors: store.collection(feedCursorDefinition),
    events: store.collection(feedEventDefinition),
    cores: () => cores.regions().flatMap((region) => coreFor(region) ?? []),
    apply: applyCoreEvents({
      settlements,
      checkSettlement: createSettlementCheck({
        openCase: deps.openCase,
        personOf: links.personOf,
        hasRelation: facts.hasRelation,
      }),
      lives,
      personOf: (region, psnNo) => links.personOf(coreKey(region, psnNo)),
    }),
    pollMs: deps.feedPollMs,
    ...(deps.onFeedRead ? { onCaughtUp: deps.onFeedRead } : {}),
    log,
  });
  const reminders = createReminders({
    collection: store.collection(reminderDefinition),
    windowOf: facts.windowOf,
    tell: notices.tell,
    clock,
    onProblem: (problem) => log.warn({ error: scrubbedError(problem) }, 'looking for reminders failed'),
  });
  const subscribe = createSubscribe({
    subscriptions,
    reminders,
    windowOf: facts.windowOf,
    isInvited: async (...question) => (await facts.openInvitation(...question)) !== undefined,
  });
  const codeImage = createCodeImage({ facts, wechat, alipay });
  const presenter = createSharingPresenter({ people, clock });
  const preview = createPreview({ people, ledger: sharings.ledger, clock });
  const elsewhere = createElsewhere({
    collection,
    people,
    regionsOf: async (personId) => (await links.everywhere(personId)).map(({ region }) => region),
    clock,
  });
  return {
    handlers: {
      ...sharingRoutes(sharings, presenter, preview, elsewhere),
      ...invitationRoutes(createInvitationUseCases(sharingDeps, sharings), presenter, codeImage),
      ...fundsRoutes(createFundsUseCases({ people, sharings, coreFor })),
      ...settlementRoutes({ useCases: settlements, people, links }),
      ...noticeRoutes(notices, subscriptions, subscribe),
    },
    worker,
    feed,
    memberOfSharing: sharings.memberOfSharing,
    tell: notices.tell,
    reminders,
    sweeps: [{ collection: grants, field: 'changedAt', afterDays: 365 }],
    settlementDiffers: settlementDiffersCase({
      collection: store.collection(settlementDefinition),
      regionWord: deps.regionWord,
    }),
    notMine: notMineCase({ collection, resolveDispute: lives.resolveDispute }),
  };
}
