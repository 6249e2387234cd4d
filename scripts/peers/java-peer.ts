import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { JVM_FLAGS, prepareJava } from '../jvm/java-program';

const here = path.dirname(fileURLToPath(import.meta.url));

export const ALIPAY_JAVA = '4.40.0.ALL';
export const BOUNCY_CASTLE = '1.87';

/** The Java process of Peer.java, which says what each job takes and gives. */
export interface JavaPeer {
  /** The first value of the answer. Rejects with the peer's own words when it refuses. */
  ask(job: string, ...given: string[]): Promise<string>;
  /** All values of the answer. */
  askAll(job: string, ...given: string[]): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts it; one for a whole test run. Throws NotHere where JDK 17 or Maven is missing or the download fails. */
export async function startJavaPeer(): Promise<JavaPeer> {
  const classPath = await prepareJava({
    cache: path.resolve(here, '../../.cache/peers'),
    title: "Alipay's SDK and BouncyCastle",
    // The SDK brings an old BouncyCastle of its own; RSA2 does not need it.
    dependencies: `<dependency><groupId>com.alipay.sdk</groupId><artifactId>alipay-sdk-java</artifactId>
<version>${ALIPAY_JAVA}</version><exclusions><exclusion><groupId>org.bouncycastle</groupId><artifactId>*</artifactId>
</exclusion></exclusions></dependency>
<dependency><groupId>org.bouncycastle</groupId><artifactId>bcprov-jdk18on</artifactId><version>${BOUNCY_CASTLE}</version></dependency>`,
    source: path.join(here, 'Peer.java'),
  });
  const child = spawn('java', [...JVM_FLAGS, '-cp', classPath, 'Peer'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints = (complaints + String(chunk)).slice(-4000);
  });
  const waiting: { give(line: string): void; fail(error: Error): void }[] = [];
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      const error = new Error(`the Java peer ended with ${code}: ${complaints}`);
      for (const each of waiting.splice(0)) each.fail(error);
      resolve();
    });
  });
  const answer = () => new Promise<string>((give, fail) => waiting.push({ give, fail }));
  const ready = answer();
  createInterface(child.stdout).on('line', (line) => waiting.shift()?.give(line));
  await ready;

  const askAll = async (job: string, ...given: string[]) => {
    const coming = answer();
    child.stdin.write(`${[job, ...given.map((each) => Buffer.from(each).toString('base64'))].join(' ')}\n`);
    const [word, ...values] = (await coming).split(' ');
    const texts = values.map((each) => Buffer.from(each, 'base64').toString());
    if (word === 'ok') return texts;
    throw new Error(`the Java peer refuses: ${texts[0]}`);
  };
  return {
    askAll,
    ask: async (job, ...given) => (await askAll(job, ...given))[0] ?? '',
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
