import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { NotHere } from './not-here';

const run = promisify(execFile);

/** A Java program of ours for tests, in one source file, with libraries from Maven. */
export interface JavaProgram {
  /** Folder for fetched jars and compiled classes; kept between runs. */
  cache: string;
  /** Names the libraries in errors. */
  title: string;
  /** The `<dependency>` elements, versions pinned. */
  dependencies: string;
  /** Path of the .java file. */
  source: string;
}

/** Quick to start, small, one collector: a test's helper, no server for people. */
export const JVM_FLAGS = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/**
 * Fetches the libraries and compiles the source where that is not done yet; a change of either is done anew.
 * @returns the class path. Throws NotHere where JDK 17 or Maven is missing or the download fails
 */
export async function prepareJava(program: JavaProgram): Promise<string> {
  await needJdk();
  await mkdir(program.cache, { recursive: true });
  const libraries = path.join(program.cache, `lib-${digestOf(program.dependencies)}`);
  await once(libraries, (work) => fetchLibraries(program, work));
  const code = await readFile(program.source, 'utf8');
  const classes = path.join(program.cache, `classes-${digestOf(program.dependencies + code)}`);
  await once(classes, async (work) => {
    const into = path.join(work, 'made');
    await run('javac', ['--release', '17', '-cp', path.join(libraries, '*'), '-d', into, program.source]);
    return into;
  });
  return [classes, path.join(libraries, '*')].join(path.delimiter);
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

async function needJdk(): Promise<void> {
  const told = await run('javac', ['-version']).catch(() => {
    throw new NotHere('no JDK (javac) on PATH; Debian: apt-get install openjdk-17-jdk-headless maven');
  });
  const major = Number(/javac (\d+)/.exec(told.stdout + told.stderr)?.[1]);
  if (!(major >= 17)) throw new NotHere(`JDK 17 or newer is needed, found ${major}`);
}

async function fetchLibraries(program: JavaProgram, work: string): Promise<string> {
  const pom = path.join(work, 'pom.xml');
  const into = path.join(work, 'lib');
  await writeFile(
    pom,
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>gongji</groupId><artifactId>for-tests</artifactId><version>1</version>
<dependencies>${program.dependencies}</dependencies></project>
`,
  );
  const goal = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${into}`];
  await run('mvn', goal, { timeout: 300_000 }).catch((error: NodeJS.ErrnoException & { stdout?: string }) => {
    if (error.code === 'ENOENT') throw new NotHere('no Maven (mvn) on PATH; Debian: apt-get install maven');
    const told = error.stdout?.split('\n').find((line) => line.includes('ERROR')) ?? error.message;
    throw new NotHere(`Maven could not fetch ${program.title}: ${told.slice(0, 300)}`);
  });
  return into;
}

/** Makes a folder in one step, however many processes want it: made aside, then renamed; when another was first, its result is as good. */
async function once(folder: string, make: (work: string) => Promise<string>): Promise<void> {
  if (await exists(folder)) return;
  const work = await mkdtemp(path.join(path.dirname(folder), 'work-'));
  try {
    const made = await make(work);
    await rename(made, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
