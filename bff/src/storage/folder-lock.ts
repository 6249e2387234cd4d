import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Unavailable } from './port';

/** A held folder; `release` lets the next process in. The operating system releases it when the process dies. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Holds a folder for this process by listening on local sockets, never by a PID file: a PID outlives its process.
 * Linux: an abstract socket named by the folder's device and inode (nothing stale can stay) and then a socket file in the
 * folder (seen through a volume from another network namespace). Windows: a named pipe. Elsewhere: the socket file.
 * Throws Unavailable when another process, or another store of this one, holds the folder.
 */
export async function holdFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const { dev, ino } = await stat(folder, { bigint: true });
  const name = `gongji-store-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24)}`;
  const held: net.Server[] = [];
  const release = async () => {
    for (const server of held.reverse()) await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  try {
    if (process.platform === 'win32') held.push(await listen(`\\\\.\\pipe\\${name}`, folder));
    if (process.platform === 'linux') held.push(await listen(`\0${name}`, folder));
    if (process.platform !== 'win32') held.push(await holdFile(socketFile(folder, name), folder));
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}

/** Socket paths end at about 100 bytes: a deep folder gets its socket in the temp folder, by name. */
function socketFile(folder: string, name: string): string {
  const inside = path.join(path.resolve(folder), '.lock');
  return Buffer.byteLength(inside) <= 100 ? inside : path.join(os.tmpdir(), `${name}.lock`);
}

async function holdFile(file: string, folder: string): Promise<net.Server> {
  const token = randomUUID();
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const server = await listen(file, folder, token);
      // Two starters may have found the same stale file; the one whose socket was replaced gives way.
      if ((await ask(file)) === token) return server;
      await new Promise<void>((resolve) => server.close(() => resolve()));
      throw heldElsewhere(folder);
    } catch (error) {
      if (!(error instanceof Unavailable) || attempt > 0 || (await ask(file)) !== undefined) throw error;
      await rm(file, { force: true });
    }
  }
  throw heldElsewhere(folder);
}

function listen(address: string, folder: string, token = ''): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(token);
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? heldElsewhere(folder)
          : new Unavailable(`cannot lock ${folder}`, { cause: error }),
      );
    });
    server.listen({ path: address }, () => {
      // The lock alone must not keep a finished program alive.
      server.unref();
      resolve(server);
    });
  });
}

/** What the holder of a socket file says; undefined when nobody listens (the file is stale or absent). */
function ask(file: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect({ path: file });
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', () => resolve(undefined));
  });
}

function heldElsewhere(folder: string): Unavailable {
  return new Unavailable(
    `another process is using the data folder ${folder}; stop it first, or set another data folder`,
  );
}
