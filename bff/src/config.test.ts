import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BadConfig, readConfig } from './config';
import { makeOwnKeys } from './demo-keys';
import { ended, readyLine, type Simulators, startSimulators } from './test-house';

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
/** What a province would configure; every test below spoils one thing. */
const production = () => ({
  GONGJI_PROFILE: 'production',
  ...makeOwnKeys(),
  PUBLIC_ORIGIN: 'https://gongji.gov.cn',
  TRUSTED_PROXY: '10.0.0.0/8',
  CORE_CONNECTIONS: JSON.stringify({
    '620000': { url: 'https://10.1.1.1/gateway', strategy: 'sha256', keyId: 'gj-01', secret: hex(24) },
  }),
  WECHAT_URL: 'https://api.weixin.qq.com',
  WECHAT_APPID: 'wx0123456789abcdef',
  WECHAT_SECRET: hex(16),
  ALIPAY_URL: 'https://openapi.alipay.com',
  ALIPAY_APPID: '2021000000000000',
  ALIPAY_PRIVATE_KEY: hex(64),
  ALIPAY_PUBLIC_KEY: hex(64),
  SMS_URL: 'https://sms.gov.cn',
  SMS_KEY_ID: 'gj-sms',
  SMS_SECRET: hex(24),
});
const problemsOf = (env: Record<string, string | undefined>): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof BadConfig) return error.problems;
    throw error;
  }
};

test('production starts with what a province would configure', () => {
  expect(problemsOf(production())).toEqual([]);
  expect(readConfig(production())).toMatchObject({
    profile: 'production',
    host: '127.0.0.1',
    trustedProxies: ['10.0.0.0/8'],
  });
  expect(readConfig({ ...production(), TRUSTED_PROXY: 'none' }).trustedProxies).toEqual([]);
});

test.each([
  [
    'CORE_CONNECTIONS',
    JSON.stringify({
      '620000': { url: 'https://x.cn', strategy: 'sha256', keyId: 'simulator-620000-app', secret: hex(24) },
    }),
  ],
  ['WECHAT_APPID', 'sim-wx0123456789'],
  ['WECHAT_SECRET', 'simulator-0123456789abcdef'],
  ['ALIPAY_APPID', 'sim-2021'],
  ['SMS_KEY_ID', 'simulator-01'],
  ['SMS_SECRET', 'simulator-01'],
  ['ACCESS_TOKEN_SECRET', 'short'],
  ['ACCESS_TOKEN_SECRET', 'a'.repeat(64)],
  ['ACCESS_TOKEN_SECRET', `changeme${'x1'.repeat(20)}`],
  ['BLIND_INDEX_KEY', `default-${'x1'.repeat(20)}`],
  ['PUBLIC_ORIGIN', 'http://gongji.gov.cn'],
  ['PUBLIC_ORIGIN', ''],
  ['TRUSTED_PROXY', ''],
  ['WECHAT_URL', 'http://127.0.0.1:8082'],
])('production refuses this %s', (name, value) => {
  const problems = problemsOf({ ...production(), [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(name);
  if (value.length > 8) expect(problems[0]).not.toContain(value);
});

test('production refuses one secret for two jobs', () => {
  const env = production();
  expect(problemsOf({ ...env, BLIND_INDEX_KEY: env.ACCESS_TOKEN_SECRET }).join()).toContain('must differ');
});

test.each([
  ['PORT', '99999'],
  ['PORT', 'eighty'],
  ['MONGODB_URI', 'http://x'],
  ['SEALING_MASTER_KEYS', 'k1:tooshort'],
  ['CORE_CONNECTIONS', '{}'],
  ['CORE_CONNECTIONS', 'no json'],
  ['TRUSTED_PROXY', 'my-proxy'],
  ['CORS_ORIGINS', 'https://a.cn/path'],
  ['GONGJI_PROFILE', 'staging'],
])('no profile takes this %s', (name, value) => {
  expect(problemsOf({ ...production(), [name]: value }).join()).toMatch(
    new RegExp(name === 'CORS_ORIGINS' ? 'origin' : name),
  );
});

test('what is missing is named, all at once', () => {
  const problems = problemsOf({ GONGJI_PROFILE: 'test' });
  for (const name of ['SMS_URL', 'CORE_CONNECTIONS', 'ACCESS_TOKEN_SECRET'])
    expect(problems).toContain(`${name} is missing`);
});

test('a rotation keeps the older keys behind the newer ones', () => {
  const [old, young] = [makeOwnKeys(), makeOwnKeys()];
  const config = readConfig({
    ...production(),
    SEALING_MASTER_KEYS: `${young.SEALING_MASTER_KEYS.replace('k1', 'k2')},${old.SEALING_MASTER_KEYS}`,
    BLIND_INDEX_KEY: young.BLIND_INDEX_KEY,
    BLIND_INDEX_KEY_PREVIOUS: old.BLIND_INDEX_KEY,
  });
  expect(config.secrets.sealingMasterKeys.map(({ id }) => id)).toEqual(['k2', 'k1']);
  expect(config.secrets.blindIndexKeys).toEqual([young.BLIND_INDEX_KEY, old.BLIND_INDEX_KEY]);
});

/** Four cold starts of a whole process, on a machine that may be busy with other tests. */
const STARTS_MS = 120_000;
let simulators: Simulators;
let dataDir: string;
beforeAll(async () => {
  simulators = await startSimulators();
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'gongji-main-'));
});
afterAll(async () => {
  await simulators?.stop();
  await rm(dataDir, { recursive: true, force: true });
});
const startMain = (env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { PATH: process.env.PATH, ...simulators.bffEnv, PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const complaint = (child: ChildProcess) =>
  readyLine(child).then(
    () => 'it started',
    (error: Error) => error.message,
  );

test(
  'the demo makes its own keys once, says where it is, answers, stops on SIGTERM and opens the same data again',
  async () => {
    const first = startMain({ GONGJI_PROFILE: 'demo' });
    const { url } = await readyLine<{ url: string }>(first);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready' });
    const keys = await readFile(path.join(dataDir, 'keys.json'), 'utf8');
    expect((await stat(path.join(dataDir, 'keys.json'))).mode & 0o077).toBe(0);

    const busy = await complaint(
      startMain({ GONGJI_PROFILE: 'demo', PORT: new URL(url).port, DATA_DIR: path.join(dataDir, 'other') }),
    );
    expect(busy).toContain('set PORT to another one');
    expect(await complaint(startMain({ GONGJI_PROFILE: 'demo' }))).not.toBe('it started');

    await ended(first);
    expect(first.exitCode).toBe(0);
    const second = startMain({ GONGJI_PROFILE: 'demo' });
    await readyLine(second);
    expect(await readFile(path.join(dataDir, 'keys.json'), 'utf8')).toBe(keys);
    await ended(second);
  },
  STARTS_MS,
);

test(
  'production does not start on the simulators, and says why without showing a key',
  async () => {
    const said = await complaint(startMain({ ...makeOwnKeys(), GONGJI_PROFILE: 'production' }));
    expect(said).toContain('WECHAT_APPID');
    expect(said).toContain('PUBLIC_ORIGIN');
    expect(said).not.toContain(simulators.bffEnv.SMS_SECRET);
  },
  STARTS_MS,
);

test('WeChat’s API security wants all of its keys, readable, and paths; none of them switches it off', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const keys = {
    WECHAT_API_SYM_SN: 'sn-1',
    WECHAT_API_SYM_KEY: randomBytes(32).toString('base64'),
    WECHAT_API_PRIVATE_KEY: privateKey,
    WECHAT_API_PLATFORM_SN: 'sn-2',
    WECHAT_API_PLATFORM_CERT: publicKey,
    WECHAT_API_SEALED_PATHS: '/wxa/business/getuserphonenumber',
  };
  expect(readConfig(production()).wechat.apiSecurity).toBeUndefined();
  expect(readConfig({ ...production(), ...keys }).wechat.apiSecurity?.paths).toEqual([keys.WECHAT_API_SEALED_PATHS]);
  for (const name of Object.keys(keys)) {
    expect(problemsOf({ ...production(), ...keys, [name]: '' }).join()).toContain(name);
  }
  const unreadable = problemsOf({ ...production(), ...keys, WECHAT_API_PRIVATE_KEY: 'a-key-typed-wrong' });
  expect(unreadable.join()).toMatch(/^WECHAT_API_PRIVATE_KEY cannot be read/);
  expect(unreadable.join()).not.toContain('typed-wrong');
  expect(problemsOf({ ...production(), ...keys, WECHAT_API_SYM_SN: 'sim-sym1' }).join()).toContain('simulator');
});
