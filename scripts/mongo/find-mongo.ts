import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { NotHere } from '../jvm/not-here';
import { startJavaServer } from './java-server';
import type { MongoServer } from './mongo-server';
import { startProcess } from './start-process';

export { NotHere } from '../jvm/not-here';
export type { MongoServer } from './mongo-server';

/**
 * Finds a MongoDB server for tests: MONGODB_URI, else `mongod` on PATH, else mongo-java-server from Maven. (The npm
 * packages that download a mongod are left out: they fetch from a site that closed networks do not reach.)
 * Throws NotHere naming what each way lacked. A server that we start keeps its data in a temp folder until `stop`.
 */
export async function findMongo(): Promise<MongoServer> {
  const given = process.env.MONGODB_URI;
  if (given) return { uri: given, how: 'MONGODB_URI', stop: async () => undefined };
  const lacks: string[] = [];
  for (const start of [startMongod, startJavaServer]) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof NotHere)) throw error;
      lacks.push(error.message);
    }
  }
  throw new NotHere(`no MongoDB for tests: ${lacks.join('; ')}`);
}

async function startMongod(): Promise<MongoServer> {
  const port = await freePort();
  const data = await mkdtemp(path.join(os.tmpdir(), 'gongji-mongod-'));
  const options = ['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1', '--quiet'];
  const child = spawn('mongod', options, { stdio: ['ignore', 'pipe', 'pipe'] });
  const missing = new Promise<never>((_, reject) => {
    child.once('error', () => reject(new NotHere('no mongod on PATH')));
  });
  try {
    const { stop } = await Promise.race([startProcess(child, /[Ww]aiting for connections/, 30_000), missing]);
    return {
      uri: `mongodb://127.0.0.1:${port}/`,
      how: 'mongod on PATH',
      async stop() {
        await stop();
        await rm(data, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(data, { recursive: true, force: true });
    throw error;
  }
}

/** mongod knows no port 0: ask the system for a free one. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
