import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCall } from '../../bff/src/test-client';
import { cookieOf, generator, PASSWORD, tokenOf } from '../../bff/src/test-operators';
import { startBff, startSimulators } from '../process/house.mjs';
import { inRoot, root } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';

interface Person {
  name: string;
  phone: string;
  region: string;
  certificateNumber: string;
}

let home: string;
let data: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'gongji-backup-'));
  data = path.join(home, 'data');
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** The whole demo on the data folder, as `npm start` runs it, and what people do in it. */
async function startDemo() {
  const simulators = await startSimulators({
    ports: { core: 0, wechat: 0, alipay: 0, sms: 0 },
    dataDir: path.join(data, 'simulators'),
  });
  const bff = await startBff({
    port: 0,
    dataDir: path.join(data, 'bff'),
    bffEnv: simulators.bffEnv,
    env: { SMS_RESEND_SECONDS: '0' },
  });
  const call = createCall(() => bff.url);
  const read = new Set<string>();
  const smsCode = async (phone: string): Promise<string> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const answer = await fetch(`${simulators.sms}/inbox?phone=${phone}`);
      const { messages } = (await answer.json()) as { messages: { messageId: string; text: string }[] };
      const fresh = messages.find(({ messageId }) => !read.has(messageId));
      for (const { messageId } of messages) read.add(messageId);
      const code = /\d{6}/.exec(fresh?.text ?? '')?.[0];
      if (code) return code;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('no code arrived');
  };
  return {
    call,
    firstAdminUrl: bff.firstAdminUrl,
    people: async () => (await (await fetch(`${simulators.core}/demo/people`)).json()) as Person[],
    relations: async () =>
      (
        (await (await fetch(`${simulators.core}/sim/relations?region=130000`)).json()) as {
          relations: { relationId: string }[];
        }
      ).relations.map(({ relationId }) => relationId),
    async signIn(phone: string) {
      // What lies in the inbox already was read by somebody
      await fetch(`${simulators.sms}/inbox?phone=${phone}`)
        .then((answer) => answer.json() as Promise<{ messages: { messageId: string }[] }>)
        .then(({ messages }) => messages.map(({ messageId }) => read.add(messageId)));
      void (await call('session.sendSmsCode', { body: { phone } })).ok;
      return (await call('session.signInBySms', { body: { phone, code: await smsCode(phone) } })).ok;
    },
    smsCode,
    async stop() {
      await bff.child.stop();
      await simulators.child.stop();
    },
  };
}

const npm = (script: string, args: string[] = [], env: Record<string, string> = {}) =>
  run(process.execPath, ['--import', 'tsx', inRoot(script), ...args], {
    cwd: root,
    env: { GONGJI_DATA_DIR: data, MONGODB_URI: undefined, ...env },
  });
const backup = async (into: string) => {
  const { code, output } = await npm('scripts/backup.ts', [into]);
  expect([code, output]).toEqual([0, expect.stringContaining('keys/ opens data/')]);
  const [name = ''] = (await readdir(into)).sort().slice(-1);
  return path.join(into, name);
};

/** Life before the backup: an owner who is proven and has bound a relative, and an operator. */
async function live() {
  const demo = await startDemo();
  try {
    const people = await demo.people();
    const named = (name: string) => people.find((person) => person.name === name) as Person;
    const [owner, relative] = [named('张伟民'), named('张福全')];
    const { accessToken: token } = await demo.signIn(owner.phone);
    const identity = { name: owner.name, certificateNumber: owner.certificateNumber };
    const started = await demo.call('person.startSmsProof', { token, body: { identity, region: owner.region } });
    const code = await demo.smsCode(owner.phone);
    void (await demo.call('person.finishSmsProof', { token, params: { proofId: started.ok.proofId }, body: { code } }))
      .ok;
    const member = { name: relative.name, certificateNumber: relative.certificateNumber };
    const body = { family: 'hebei', kinship: 'parent' as const, member };
    const { sharing } = (await demo.call('sharing.addMember', { token, body })).ok;

    const link = tokenOf(demo.firstAdminUrl ?? '');
    const setUp = { token: link, name: 'beifen', displayName: '备份员', password: PASSWORD };
    const { secret } = (await demo.call('operator.startSetup', { body: setUp })).ok;
    const next = generator(secret, () => new Date());
    const confirmed = await demo.call('operator.confirmTotp', { body: { token: link, code: next() } });
    return {
      owner,
      sharingId: sharing.sharingId,
      relations: await demo.relations(),
      recoveryCodes: [...confirmed.ok.recoveryCodes],
    };
  } finally {
    await demo.stop();
  }
}

/** Everything of that life is there: sealed and found by index, at the simulated core, and at the console. */
async function expectAlive(life: Awaited<ReturnType<typeof live>>) {
  const demo = await startDemo();
  try {
    expect(demo.firstAdminUrl).toBeUndefined();
    const { accessToken: token, isProven } = await demo.signIn(life.owner.phone);
    expect(isProven).toBe(true);
    const { asOwner } = (await demo.call('sharing.list', { token })).ok;
    expect(asOwner.map(({ sharingId, members }) => [sharingId, members[0]?.status])).toEqual([
      [life.sharingId, 'active'],
    ]);
    expect(await demo.relations()).toEqual(life.relations);
    const code = life.recoveryCodes.pop() ?? '';
    const signedIn = await demo.call('operator.signIn', { body: { name: 'beifen', password: PASSWORD, code } });
    expect(signedIn.ok.displayName).toBe('备份员');
    const headers = { cookie: cookieOf(signedIn.headers) };
    expect((await demo.call('audit.check', { headers })).ok.isIntact).toBe(true);
  } finally {
    await demo.stop();
  }
}

test('backup, wipe, restore, start: everything is there; after a rotation of keys, too', {
  timeout: 300_000,
}, async () => {
  const life = await live();
  const into = path.join(home, 'backups');
  const first = await backup(into);
  const dataFiles = await readdir(path.join(first, 'data/bff'));
  expect(dataFiles).toContain('sharings.db');
  expect(dataFiles).not.toContain('keys.json');
  expect(await readFile(path.join(first, 'keys/bff/keys.json'), 'utf8')).toContain('SEALING_MASTER_KEYS');

  await rm(data, { recursive: true });
  const restored = await npm('scripts/restore.ts', [first]);
  expect([restored.code, restored.output]).toEqual([0, expect.stringContaining('master keys k1')]);
  await expectAlive(life);

  const rotated = await npm('bff/src/rotate-keys.ts', [], { DATA_DIR: path.join(data, 'bff') });
  expect([rotated.code, rotated.output]).toEqual([0, expect.stringContaining('Only the new keys are left')]);
  await expectAlive(life);
  const second = await backup(into);
  expect(JSON.parse(await readFile(path.join(second, 'manifest.json'), 'utf8'))).toMatchObject({
    masterKeyIds: ['k2'],
  });

  // The older backup carries its own keys: it still opens, and what it replaces is kept
  const refused = await npm('scripts/restore.ts', [first]);
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('--replace')]);
  expect((await npm('scripts/restore.ts', [first, '--replace'])).code).toBe(0);
  expect((await readdir(data)).some((name) => name.startsWith('before-restore-'))).toBe(true);
  await expectAlive(life);

  // Keys kept apart from the data
  await rename(path.join(second, 'keys'), path.join(home, 'vault'));
  const lacking = await npm('scripts/restore.ts', [second, '--replace']);
  expect([lacking.code, lacking.output]).toEqual([1, expect.stringContaining('--keys')]);
  await rm(data, { recursive: true });
  expect((await npm('scripts/restore.ts', [second, '--keys', path.join(home, 'vault')])).code).toBe(0);
  await expectAlive(life);
});

test('a running program is neither backed up nor written over', { timeout: 120_000 }, async () => {
  data = path.join(home, 'running');
  const demo = await startDemo();
  try {
    const into = path.join(home, 'no-backups');
    const answer = await npm('scripts/backup.ts', [into]);
    expect([answer.code, answer.output]).toEqual([1, expect.stringContaining('is running on')]);
    expect(existsSync(into) ? await readdir(into) : []).toEqual([]);
    const [name = ''] = (await readdir(path.join(home, 'backups'))).sort();
    const restore = await npm('scripts/restore.ts', [path.join(home, 'backups', name), '--replace']);
    expect([restore.code, restore.output]).toEqual([1, expect.stringContaining('is running on')]);
    expect((await demo.people()).length).toBeGreaterThan(0);
    expect((await demo.call('faq.hot')).status).toBe(200);
  } finally {
    await demo.stop();
  }
});

test('a damaged, cut or foreign backup is refused before anything is touched', { timeout: 60_000 }, async () => {
  data = path.join(home, 'untouched');
  await mkdir(path.join(data, 'bff'), { recursive: true });
  await writeFile(path.join(data, 'bff/entries.db'), 'as it was');
  const [name = ''] = (await readdir(path.join(home, 'backups'))).sort();
  const folder = path.join(home, 'backups', name);
  const expectRefused = async (why: string) => {
    const { code, output } = await npm('scripts/restore.ts', [folder, '--replace']);
    expect([code, output]).toEqual([1, expect.stringContaining(why)]);
    expect(await readFile(path.join(data, 'bff/entries.db'), 'utf8')).toBe('as it was');
  };
  const sharings = path.join(folder, 'data/bff/sharings.db');
  const text = await readFile(sharings);
  await appendFile(sharings, ' ');
  await expectRefused('data/bff/sharings.db is damaged');
  await rm(sharings);
  await expectRefused('The backup lacks data/bff/sharings.db');
  await writeFile(sharings, text);
  const manifestFile = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as { files: { path: string }[] };
  await writeFile(
    manifestFile,
    JSON.stringify({ ...manifest, files: [{ path: 'data/../../x', bytes: 1, sha256: '' }] }),
  );
  await expectRefused('outside the backup');
  await rm(manifestFile);
  await expectRefused('is not a backup');
  expect((await npm('scripts/backup.ts', [], {})).output).toContain('npm run backup -- DIR');
  const mongo = await npm('scripts/backup.ts', [home], { MONGODB_URI: 'mongodb://127.0.0.1/x' });
  expect(mongo.output).toContain('mongodump');
});
