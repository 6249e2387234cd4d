import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type MongoServer, NotHere } from './mongo-server';
import { startProcess } from './start-process';

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const cache = path.resolve(here, '../../.cache/mongo');

/** mongo-java-server by bwaldvogel (BSD licence), with its H2 back end: a MongoDB wire-protocol server for tests. */
const version = '1.47.0';
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>gongji</groupId><artifactId>mongo-for-tests</artifactId><version>1</version><dependencies><dependency>
<groupId>de.bwaldvogel</groupId><artifactId>mongo-java-server-h2-backend</artifactId><version>${version}</version>
</dependency></dependencies></project>
`;

/** Starts it with data in a temp folder. Throws NotHere where JDK 17 or Maven is missing or the download fails. */
export async function startJavaServer(): Promise<MongoServer> {
  await needJdk();
  const libraries = await fetchLibraries();
  const classes = await compileLauncher(libraries);
  const data = await mkdtemp(path.join(os.tmpdir(), 'gongji-mongo-'));
  const flags = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  const classPath = [classes, path.join(libraries, '*')].join(path.delimiter);
  const child = spawn('java', [...flags, '-cp', classPath, 'Launcher', path.join(data, 'store.mv')], {
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

async function needJdk(): Promise<void> {
  const told = await run('javac', ['-version']).catch(() => {
    throw new NotHere('no JDK (javac) on PATH; Debian: apt-get install openjdk-17-jdk-headless maven');
  });
  const major = Number(/javac (\d+)/.exec(told.stdout + told.stderr)?.[1]);
  if (!(major >= 17)) throw new NotHere(`JDK 17 or newer is needed, found ${major}`);
}

async function fetchLibraries(): Promise<string> {
  const libraries = path.join(cache, `lib-${version}`);
  if (await exists(libraries)) return libraries;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(path.join(cache, 'fetch-'));
  try {
    const pomFile = path.join(work, 'pom.xml');
    await writeFile(pomFile, pom);
    const goal = [
      '-q',
      '-B',
      '-f',
      pomFile,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${path.join(work, 'lib')}`,
    ];
    await run('mvn', goal, { timeout: 300_000 }).catch((error: NodeJS.ErrnoException & { stdout?: string }) => {
      if (error.code === 'ENOENT') throw new NotHere('no Maven (mvn) on PATH; Debian: apt-get install maven');
      const told = error.stdout?.split('\n').find((line) => line.includes('ERROR')) ?? error.message;
      throw new NotHere(`Maven could not fetch mongo-java-server: ${told.slice(0, 300)}`);
    });
    await moveInto(path.join(work, 'lib'), libraries);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return libraries;
}

async function compileLauncher(libraries: string): Promise<string> {
  const source = path.join(here, 'Launcher.java');
  const digest = createHash('sha256')
    .update(await readFile(source))
    .digest('hex');
  const classes = path.join(cache, `classes-${version}-${digest.slice(0, 12)}`);
  if (await exists(classes)) return classes;
  const work = await mkdtemp(path.join(cache, 'compile-'));
  try {
    await run('javac', ['--release', '17', '-cp', path.join(libraries, '*'), '-d', path.join(work, 'classes'), source]);
    await moveInto(path.join(work, 'classes'), classes);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return classes;
}

/** A rename is all or nothing; when another process was first, its result is as good as ours. */
async function moveInto(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (error: unknown) => {
    if (!(await exists(to))) throw error;
  });
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
