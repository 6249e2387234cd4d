import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { rawText } from '../../storage/raw-look';
import { sealedCollection } from '../../storage/sealed-collection';
import { createSealing } from '../../storage/sealing';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { json, post, type Simulators, startSimulators } from '../../test-simulators';
import { isGatewayError } from '../gateway-error';
import { wechatOverHttp } from './http';
import type { WechatGateway } from './port';
import { type TokenDocument, tokenDefinition, tokenInStore } from './token.collection';

const OPENID = 'sim-openid-of-a-token-test';
const TEMPLATE = 'sim-template-window-ending';

/** Two processes of one app share WeChat's interface token through the store. */
describeOnStores('WeChat interface token', (testStore) => {
  let simulators: Simulators;
  let opened: OpenTestStore;
  let skewMs = 0;
  let gateways: WechatGateway[] = [];
  let collection: ReturnType<typeof sealedCollection<TokenDocument>>;

  beforeAll(async () => {
    opened = await testStore.open();
    const sealing = createSealing(opened.store, {
      masterKeys: [{ id: 'k1', key: randomBytes(32) }],
      indexKeys: [{ id: 'i1', key: randomBytes(32) }],
    });
    collection = sealedCollection(opened.store, tokenDefinition, sealing);
    await opened.store.ready();
  });
  afterAll(() => opened?.dispose());

  beforeEach(async () => {
    simulators = await startSimulators();
    skewMs = 0;
    const nowMs = () => Date.now() + skewMs;
    const { WECHAT_URL: url = '', WECHAT_APPID: appId = '', WECHAT_SECRET: secret = '' } = simulators.bffEnv;
    // Each has a keeper of its own, as each process has; the store is what they share.
    gateways = [1, 2].map(() =>
      wechatOverHttp({ url, appId, secret, nowMs, tokens: tokenInStore(collection, appId, nowMs) }),
    );
  });
  afterEach(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await simulators?.stop();
  });

  /** A call that needs the token and changes nothing: nobody allowed this message. */
  const ask = (at: number) =>
    (gateways[at % 2] as WechatGateway).sendSubscribe({
      openid: OPENID,
      templateId: TEMPLATE,
      page: 'packages/sharing/detail/index',
      data: { thing1: '一', thing2: '二', time3: '2026年11月23日 14:05' },
    });
  const counted = () => json<{ asked: number; made: number; forced: number }>(`${simulators.wechat}/sim/tokens`);

  it('is asked for once, and used by both', async () => {
    expect(await ask(0)).toBe('notSubscribed');
    for (let at = 0; at < 6; at += 1) await ask(at);
    expect(await counted()).toMatchObject({ asked: 1, made: 1, forced: 0 });
  });

  it('is never stored readable', async () => {
    await ask(0);
    const { WECHAT_APPID: appId = '' } = simulators.bffEnv;
    const plain = await collection.get(`wechat:${appId}`);
    expect(plain?.value).toMatch(/^sim_/);
    const raw = await rawText(opened);
    expect(raw).toContain(`wechat:${appId}`);
    expect(raw).not.toContain(plain?.value);
  });

  it('refused with 40001 by WeChat: one of many callers fetches the new one', async () => {
    await ask(0);
    await fetch(`${simulators.wechat}/sim/tokens`, { method: 'DELETE' });
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, at) => ask(at)));
    expect(new Set(outcomes)).toEqual(new Set(['notSubscribed']));
    const { asked, forced } = await counted();
    expect(forced).toBe(0);
    // One for each process at most, besides the first.
    expect(asked).toBeLessThanOrEqual(3);
  });

  it('refused though it is the current one: forced once by one process, taken over by the other', async () => {
    await ask(0);
    await ask(1);
    await post(`${simulators.wechat}/sim/tokens/spoil`, {});
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_, at) => ask(at)));
    expect(new Set(outcomes)).toEqual(new Set(['notSubscribed']));
    expect(await counted()).toMatchObject({ forced: 1 });
    // Spoilt again within half a minute: nobody storms, the call fails and says why.
    await post(`${simulators.wechat}/sim/tokens/spoil`, {});
    const problem = await ask(0).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(isGatewayError(problem, 'rejected') && problem.vendorCode).toBe('40001');
    expect(await counted()).toMatchObject({ forced: 1 });
  });

  it('is renewed when its time is over', async () => {
    await ask(0);
    skewMs = 7_300_000;
    await post(`${simulators.wechat}/sim/clock`, { advanceSeconds: 7_300 });
    expect(await ask(1)).toBe('notSubscribed');
    expect(await counted()).toMatchObject({ made: 2, forced: 0 });
  });
});
