import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { JVM_FLAGS, prepareJava } from '../jvm/java-program';
import type { MongoServer } from './mongo-server';
import { startProcess } from './start-process';

const here = path.dirname(fileURLToPath(import.meta.url));

/** mongo-java-server by bwaldvogel (BSD licence), with its H2 back end: a MongoDB wire-protocol server for tests. */
const version = '1.47.0';

/** Starts it with data in a temp folder. Throws NotHere where JDK 17 or Maven is missing or the download fails. */
export async function startJavaServer(): Promise<MongoServer> {
  const classPath = await prepareJava({
    cache: path.resolve(here, '../../.cache/mongo'),
    title: 'mongo-java-server',
    dependencies: `<dependency>
<groupId>de.bwaldvogel</groupId><artifactId>mongo-java-server-h2-backend</artifactId><version>${version}</version>
</dependency>`,
    source: path.join(here, 'Launcher.java'),
  });
  const data = await mkdtemp(path.join(os.tmpdir(), 'gongji-mongo-'));
  const child = spawn('java', [...JVM_FLAGS, '-cp', classPath, 'Launcher', path.join(data, 'store.mv')], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { line, stop } = await startProcess(child, /^listening (\d+)$/m, 30_000);
  return {
    uri: `mongodb://127.0.0.1:${line[1]}/`,
    how: `mongo-java-server ${version}`,
    async stop() {
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
