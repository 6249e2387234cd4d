import type { OpenTestStore, TestStore } from './storage/test-stores';
import { post, startTestHouse, type TestHouse } from './test-house';
import { familyIn } from './test-people';

/** A house whose core can be made to fail and whose clock can be moved, so that retries fall due without waiting. */
export interface FaultyCore {
  house: TestHouse;
  family: ReturnType<typeof familyIn>;
  /** Makes the core fail: the next `times` messages of that number, or all until `heal`. */
  fault(kind: string, match: string, times?: number): Promise<unknown>;
  heal(): Promise<unknown>;
  /** Moves the clock and lets what is due then run. */
  later(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts one on this kind of store. An answer does not wait for the core for long, and a try at the core gives up soon.
 * @param family whose rules, e.g. 'hebei'
 */
export async function startFaultyCore(testStore: TestStore, family: string, replyWaitMs: number): Promise<FaultyCore> {
  const opened: OpenTestStore | undefined = testStore.name === 'mongo' ? await testStore.open() : undefined;
  let skewMs = 0;
  const house = await startTestHouse({
    clock: () => new Date(Date.now() + skewMs),
    ...(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {}),
    env: { REPLY_WAIT_MS: String(replyWaitMs), GATEWAY_TIMEOUT_MS: '1000' },
  });
  const faults = `${house.simulators.core}/faults`;
  return {
    house,
    family: familyIn(house, family),
    fault: (kind, match, times) => post(faults, { kind, match, ...(times ? { times } : {}) }),
    heal: () => fetch(faults, { method: 'DELETE' }),
    async later(ms) {
      skewMs += ms;
      await house.house.worker.runDue();
    },
    async stop() {
      await house.stop();
      await opened?.dispose();
    },
  };
}
