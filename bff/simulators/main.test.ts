import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alipayOverHttp } from '../src/gateways/alipay/http';
import { smsOverHttp } from '../src/gateways/sms/http';
import { wechatOverHttp } from '../src/gateways/wechat/http';
import { doorsOf } from './server/test-doors';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));
let dir: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'simulators-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

interface ReadyLine {
  ready: true;
  core: string;
  wechat: string;
  alipay: string;
  sms: string;
  bffEnv: Record<string, string>;
}

/** Starts the program and waits for its first line, or for its end. */
async function start(env: Record<string, string> = {}) {
  const ports = { SIM_CORE_PORT: '0', SIM_WECHAT_PORT: '0', SIM_ALIPAY_PORT: '0', SIM_SMS_PORT: '0' };
  const started = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
    env: { ...process.env, ...ports, SIM_DATA_DIR: dir, ...env },
  });
  child = started;
  let stdout = '';
  let stderr = '';
  const firstLine = new Promise<ReadyLine | undefined>((resolve) => {
    started.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
      if (stdout.includes('\n')) resolve(JSON.parse(stdout.slice(0, stdout.indexOf('\n'))) as ReadyLine);
    });
    started.once('close', () => resolve(undefined));
  });
  started.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const ready = await firstLine;
  return { ready, stderr: () => stderr, child: started };
}

test('one line says where everything is and holds all that the BFF needs; a second start fits', async () => {
  const first = await start();
  const ready = first.ready as ReadyLine;
  expect(first.stderr()).toBe('');
  expect(ready.ready).toBe(true);
  const env = ready.bffEnv;
  expect(Object.keys(env).sort()).toEqual([
    'ALIPAY_APPID',
    'ALIPAY_CERTIFY_PAGE',
    'ALIPAY_ENCRYPT_KEY',
    'ALIPAY_PRIVATE_KEY',
    'ALIPAY_PUBLIC_KEY',
    'ALIPAY_TEMPLATES',
    'ALIPAY_URL',
    'CORE_CONNECTIONS',
    'SMS_KEY_ID',
    'SMS_SECRET',
    'SMS_URL',
    'WECHAT_API_PLATFORM_CERT',
    'WECHAT_API_PLATFORM_SN',
    'WECHAT_API_PRIVATE_KEY',
    'WECHAT_API_SEALED_PATHS',
    'WECHAT_API_SYM_KEY',
    'WECHAT_API_SYM_SN',
    'WECHAT_APPID',
    'WECHAT_SECRET',
    'WECHAT_TEMPLATES',
    'WECHAT_URL',
  ]);
  const connections = JSON.parse(env.CORE_CONNECTIONS as string) as Record<string, { url: string }>;
  expect(Object.keys(connections)).toEqual(expect.arrayContaining(['130000', '620000']));
  expect((await fetch(`${ready.core}/demo/people`)).status).toBe(200);
  for (const marked of [env.WECHAT_APPID, env.ALIPAY_APPID]) expect(marked).toMatch(/^sim-/);
  for (const marked of [env.WECHAT_SECRET, env.SMS_KEY_ID, env.SMS_SECRET]) expect(marked).toMatch(/^simulator-/);

  first.child.kill('SIGTERM');
  expect((await once(first.child, 'close'))[0]).toBe(0);
  const again = (await start()).ready as ReadyLine;

  // The configuration of the first start, with only the addresses new, still works.
  const wechat = wechatOverHttp({
    url: again.wechat,
    appId: env.WECHAT_APPID as string,
    secret: env.WECHAT_SECRET as string,
  });
  const minted = await doorsOf(again.wechat).post('/sim/codes', { openid: 'sim-o-demo' });
  expect((await wechat.codeToSession(String(minted.code))).openid).toBe('sim-o-demo');
  const alipay = alipayOverHttp({
    url: again.alipay,
    appId: env.ALIPAY_APPID as string,
    privateKey: env.ALIPAY_PRIVATE_KEY as string,
    alipayPublicKey: env.ALIPAY_PUBLIC_KEY as string,
  });
  const auth = await doorsOf(again.alipay).post('/sim/codes');
  expect((await alipay.codeToOpenId(String(auth.code))).openId).toBe(auth.openId);
  const sms = smsOverHttp({ url: again.sms, keyId: env.SMS_KEY_ID as string, secret: env.SMS_SECRET as string });
  const params = { code: '123456', minutes: '5' };
  await sms.send({ messageId: 'after-restart', phone: '13800001111', template: 'login-code', params });
  await Promise.all([wechat, alipay, sms].map((each) => each.close()));
}, 60_000);

test('a taken port is named together with the variable that changes it', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const port = String((taken.address() as AddressInfo).port);
  const { ready, stderr, child: ended } = await start({ SIM_SMS_PORT: port });
  expect(ready).toBeUndefined();
  expect(ended.exitCode).toBe(1);
  expect(stderr()).toContain(`port ${port} is taken: set SIM_SMS_PORT`);
  taken.close();
}, 60_000);
