import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../../bff/src/test-client';
import { gatherCast, type Village } from './cast';
import { findLosses } from './checks';
import { commitAll, emptyTestimony, type Testimony } from './player';
import { diceOf } from './random';
import { makeBundle, removeBundle, settle } from './torture';
import { openWorld, type World } from './world';

const run = promisify(execFile);
const DISK_BYTES = 24_000_000;
const TIMEOUT_MS = 240_000;

/** A small disk of its own; undefined with the reason where this user may not mount one. */
async function mountDisk(): Promise<{ folder: string } | { reason: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gongji-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder]);
    return { folder };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return { reason: `no small disk can be mounted here (${(error as Error).message.split('\n')[0]})` };
  }
}

const disk = await mountDisk();

describe.skipIf('reason' in disk)(`the disk${'reason' in disk ? ` (skipped: ${disk.reason})` : ''}`, () => {
  const folder = 'folder' in disk ? disk.folder : '';
  let bundle: string;
  let world: World;
  let call: Call;
  let villages: Village[];
  const testimony: Testimony = emptyTestimony();

  beforeAll(async () => {
    bundle = await makeBundle();
    world = await openWorld({ processes: 1, bundle, dataDir: path.join(folder, 'bff') });
    await world.startAll();
    ({ call, villages } = await gatherCast(world));
    await commitAll(world, call, villages, diceOf(1));
  }, TIMEOUT_MS);
  afterAll(async () => {
    await world?.dispose();
    await run('umount', ['-l', folder]).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
    await removeBundle(bundle);
  });

  /** Every bind that an owner can try without anybody's agreement. */
  const intents = () =>
    villages
      .filter(({ pack }) => !pack.consent.memberAgrees.value && pack.window.value === null)
      .flatMap(({ pack, region, owners, relatives }) =>
        owners.flatMap((owner) =>
          relatives.map((relative) => ({
            region,
            token: owner.token,
            key: randomUUID(),
            body: {
              family: pack.family,
              kinship: relative.kinship,
              member: { name: relative.name, certificateNumber: relative.certificateNumber },
              ...(relative.isMinor ? { guardianConsentHash: pack.documents.guardianConsent?.hash ?? '' } : {}),
            },
          })),
        ),
      );
  type Intent = ReturnType<typeof intents>[number];

  /** Sends one bind; what the client heard goes into the testimony. */
  async function bind({ region, token, key, body }: Intent): Promise<number> {
    const answer = await call('sharing.addMember', { token, key, body });
    if (answer.status === 200) {
      const { memberId } = answer.ok;
      const isKnown = testimony.binds.some((each) => each.memberId === memberId);
      if (!isKnown) testimony.binds.push({ outcome: 'done', region, memberId, tries: 1 });
    }
    return answer.status;
  }

  const readiness = async () => (await fetch(`${world.urls()[0]}/readyz`)).status;

  /** Takes all room that is left; gives it back. */
  async function fillDisk(): Promise<() => Promise<void>> {
    const filler = path.join(folder, 'filler');
    const { bavail, bsize } = await statfs(folder);
    await writeFile(filler, Buffer.alloc(bavail * bsize)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOSPC') throw error;
    });
    // What the last whole block did not take.
    for (let rest = 0; (await statfs(folder)).bavail > 0 && rest < 50; rest += 1)
      await writeFile(`${filler}-${rest}`, Buffer.alloc(4_096)).catch(() => undefined);
    return async () => {
      for (const name of await readdir(folder)) if (name.startsWith('filler')) await rm(path.join(folder, name));
    };
  }

  const lastLog = async () => (await readFile(world.logFile, 'utf8')).split('\n').slice(-40).join('\n');

  it('runs full: stops taking anything in plain words, starts again when there is room, and lost nothing', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const all = intents();
    const [early, late] = [all.slice(0, 8), all.slice(8)];
    for (const intent of early) expect([200, 422]).toContain(await bind(intent));
    expect(testimony.binds.length).toBeGreaterThan(2);

    const makeRoom = await fillDisk();
    const statuses: number[] = [];
    for (const intent of late) statuses.push(await bind(intent));
    expect(statuses.at(-1)).toBe(503);
    expect(statuses.filter((status) => ![200, 422, 503].includes(status))).toEqual([]);
    const refused = await call('sharing.addMember', late.at(-1) as Intent);
    expect(refused.error).toMatchObject({ code: 'BUSY', message: expect.stringMatching(/\p{Script=Han}/u) });
    expect(await readiness()).toBe(503);
    expect(await lastLog()).toContain('write failed');

    // With no room, a restart must not make it worse: it starts, or it says why not.
    await world.killAndStart(0).catch((error: Error) => expect(error.message).toMatch(/the disk is full .ENOSPC/));

    await makeRoom();
    await world.startAll();
    if ((await readiness()) !== 200) await world.killAndStart(0);
    expect(await readiness()).toBe(200);
    for (const intent of [...early, ...late]) expect([200, 422]).toContain(await bind(intent));
    const { stored, cores } = await settle(world, villages, undefined);
    expect(findLosses({ stored, cores, villages, testimony })).toEqual([]);
  });

  it('turns read-only: the same, and a start says so in one line', { timeout: TIMEOUT_MS }, async () => {
    await world.startAll();
    await run('mount', ['-o', 'remount,ro', folder]);
    try {
      const [owner] = villages[0]?.owners ?? [];
      if (!owner) throw new Error('nobody there');
      const answer = await call('person.me', { token: owner.token });
      expect([200, 401, 503]).toContain(answer.status);
      const statuses: number[] = [];
      for (const intent of intents().slice(0, 6)) statuses.push(await bind(intent));
      expect(
        statuses.every((status) => status >= 400 && status <= 503 && status !== 500),
        statuses.join(),
      ).toBe(true);
      expect(await readiness()).toBe(503);
      const refusal = await world.killAndStart(0).then(
        () => 'it started',
        (error: Error) => error.message,
      );
      expect(refusal).toMatch(/read-only|EROFS|cannot be written/i);
    } finally {
      await run('mount', ['-o', 'remount,rw', folder]);
    }
    await world.startAll();
    expect(await readiness()).toBe(200);
    const { stored, cores } = await settle(world, villages, undefined);
    expect(findLosses({ stored, cores, villages, testimony })).toEqual([]);
  });
});
