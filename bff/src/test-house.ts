import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { compose, type House } from './compose';
import { type Config, readConfig } from './config';
import { makeOwnKeys } from './demo-keys';
import { type RunningServer, startServer } from './http/server';
import { type Answer, createCall } from './test-client';
import { json, post, type Simulators, startSimulators } from './test-simulators';

export type { Answer, ApiError, Call, CallOptions } from './test-client';
export { ended, post, readyLine, type Simulators, startSimulators } from './test-simulators';

/** A client that came in through a door. */
export interface SignedIn {
  token: string;
  refreshToken: string;
  sessionId: string;
  isProven: boolean;
}

export interface Credential {
  name: string;
  certificateNumber: string;
}

export interface TestHouseOptions {
  /** A MongoDB address with a database of the test's own; absent: the embedded store in a folder of its own. */
  mongoUri?: string;
  /** Folder of the embedded store; absent: a new one, removed at stop. */
  dataDir?: string;
  clock?: () => Date;
  /** Simulators that several houses share; absent: started for this house and stopped with it. */
  simulators?: Simulators;
  /** Further environment variables of the BFF, e.g. RATE_LIMIT_LOGIN. */
  env?: Record<string, string>;
}

export type TestHouse = Awaited<ReturnType<typeof startTestHouse>>;

/** A whole program for a test: simulators, BFF on a free port, real HTTP, a real store, and people who can sign in. */
export async function startTestHouse(options: TestHouseOptions = {}) {
  const simulators = options.simulators ?? (await startSimulators());
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'gongji-house-')));
  const logLines: string[] = [];
  const log = pino(
    { level: 'info', base: undefined },
    new Writable({
      write(chunk, _encoding, done) {
        logLines.push(String(chunk));
        done();
      },
    }),
  );
  const config: Config = readConfig({
    GONGJI_PROFILE: 'test',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    ...(options.mongoUri === undefined ? {} : { MONGODB_URI: options.mongoUri }),
    ...makeOwnKeys(),
    ...simulators.bffEnv,
    RATE_LIMIT_LOGIN: '1000000',
    RATE_LIMIT_SEARCH: '1000000',
    RATE_LIMIT_PROOF: '1000000',
    SMS_RESEND_SECONDS: '0',
    SMS_PER_DAY: '1000000',
    FEED_POLL_MS: '100',
    ...options.env,
  });
  const clock = options.clock ?? (() => new Date());

  let house: House;
  let server: RunningServer;
  const open = async () => {
    house = await compose(config, { log, clock });
    server = await startServer(house.server, config);
    house.start();
  };
  const close = async () => {
    await server.stop();
    await house.stop();
  };
  await open();

  const call = createCall(() => server.url);

  /** The newest code that arrived on a phone; waits a little, since messages go out beside the answer. */
  const newestCode = async (phone: string, earlier: number): Promise<string> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const messages = await inbox(phone);
      const code =
        messages.length > earlier ? messages.map((message) => /\d{6}/.exec(message.text)?.[0])[0] : undefined;
      if (code !== undefined) return code;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('no code arrived');
  };
  const inbox = async (phone: string): Promise<{ text: string; template: string; sentAt: string }[]> => {
    const { messages } = await json<{ messages: { text: string; template: string; sentAt: string }[] }>(
      `${simulators.sms}/inbox?phone=${phone}`,
    );
    return [...messages].sort((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
  };
  const codesSent = async (phone: string) => (await inbox(phone)).length;

  const signedIn = (answer: Answer<'session.signInBySms'>): SignedIn => {
    const { accessToken, refreshToken, sessionId, isProven } = answer.ok;
    return { token: accessToken, refreshToken, sessionId, isProven };
  };

  /** Signs in by SMS with the code that arrives in the simulator's inbox. */
  const signInBySms = async (phone: string): Promise<SignedIn> => {
    const earlier = await codesSent(phone);
    const sent = await call('session.sendSmsCode', { body: { phone } });
    void sent.ok;
    const code = await newestCode(phone, earlier);
    return signedIn(await call('session.signInBySms', { body: { phone, code } }));
  };

  /** Signs in by WeChat or Alipay; without an id as somebody never seen before. */
  const signInByWechat = async (openid?: string): Promise<SignedIn> => {
    const { code } = await post<{ code: string }>(
      `${simulators.wechat}/sim/codes`,
      openid === undefined ? {} : { openid },
    );
    return signedIn((await call('session.signInByWechat', { body: { code } })) as Answer<never>);
  };
  const signInByAlipay = async (openId?: string): Promise<SignedIn> => {
    const { code } = await post<{ code: string }>(
      `${simulators.alipay}/sim/codes`,
      openId === undefined ? {} : { openId },
    );
    return signedIn((await call('session.signInByAlipay', { body: { code } })) as Answer<never>);
  };

  /** Proves a person by the code sent to the phone that the core holds. */
  const proveBySms = async (who: SignedIn, person: Credential & { phone: string; region: string }) => {
    const earlier = await codesSent(person.phone);
    const identity = { name: person.name, certificateNumber: person.certificateNumber };
    const started = await call('person.startSmsProof', { token: who.token, body: { identity, region: person.region } });
    const { proofId } = started.ok;
    const code = await newestCode(person.phone, earlier);
    const finished = await call('person.finishSmsProof', { token: who.token, params: { proofId }, body: { code } });
    return finished.ok;
  };

  /** Runs one face check to its end on Alipay's page. `actor` stands before the camera; absent: the person who was named. */
  const faceCheck = async (
    who: SignedIn,
    about: { identity?: Credential } | { sharingId: string; memberId: string },
    actor?: Credential,
  ) => {
    const isMember = 'sharingId' in about;
    const started = await call('faceCheck.start', {
      token: who.token,
      body: { purpose: isMember ? 'member' : 'self', channel: 'h5', returnUrl: `${server.url}/pages/back`, ...about },
    });
    const { faceCheckId, alipay } = started.ok;
    await post(`${simulators.alipay}/sim/faces/${alipay?.certifyId}`, { result: 'pass', ...(actor ? { actor } : {}) });
    const finished = await call('faceCheck.finish', { token: who.token, params: { faceCheckId } });
    return { faceCheckId, ...finished.ok };
  };

  return {
    get url() {
      return server.url;
    },
    get house() {
      return house;
    },
    config,
    simulators,
    logLines,
    call,
    inbox,
    signInBySms,
    signInByWechat,
    signInByAlipay,
    proveBySms,
    faceCheck,

    /** Attaches the door to a person by their own face. */
    proveByFace: (who: SignedIn, identity: Credential) => faceCheck(who, { identity }),

    /** Signs in by SMS and proves by face: somebody who may do everything that their province allows. */
    async enter(person: Credential & { phone: string }): Promise<SignedIn> {
      const who = await signInBySms(person.phone);
      if (who.isProven) return who;
      await faceCheck(who, { identity: { name: person.name, certificateNumber: person.certificateNumber } });
      return { ...who, isProven: true };
    },

    /** Everybody whom the simulated cores know. */
    people: () =>
      json<(Credential & { phone: string; province: string; region: string; interesting: string })[]>(
        `${simulators.core}/demo/people`,
      ),

    /** The BFF stops and starts again on the same data; the simulators go on. */
    async restart() {
      await close();
      await open();
    },

    /** Stops only the BFF's server and house, as the end of a deployment does. */
    close,

    async stop() {
      await close();
      if (options.simulators === undefined) await simulators.stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
