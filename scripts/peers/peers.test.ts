import { afterAll, describe, expect, test } from 'vitest';
import { NotHere } from '../jvm/not-here';
import { type Agreement, tableOf } from './agreements';
import { alipaySuite } from './alipay.suite';
import { type JavaPeer, startJavaPeer } from './java-peer';
import type { PeerRun } from './setup';
import { smSuite } from './sm.suite';
import { wechatSuite } from './wechat.suite';

const agreements: Agreement[] = [];
let java: JavaPeer | undefined;
let absence = '';
let pair: Promise<string[]> | undefined;
const run: PeerRun = {
  agreements,
  java: () => {
    if (!java) throw new Error(absence);
    return java;
  },
  pair: () => {
    pair ??= run.java().askAll('rsaPair');
    return pair;
  },
};

try {
  java = await startJavaPeer();
} catch (error) {
  // In CI no peer is a failure, never a silent skip.
  if (!(error instanceof NotHere) || process.env.CI) throw error;
  absence = error.message;
  console.warn(`peers: left out, ${absence}`);
}

describe.skipIf(!java)('signatures and seals against independent implementations', () => {
  afterAll(() => java?.stop());
  alipaySuite(run);
  wechatSuite(run);
  smSuite(run);
  test('print what agreed', () => {
    const head = `${agreements.length} schemes and directions agree, every changed byte is refused`;
    console.log([head, ...tableOf(agreements)].map((line) => `peers: ${line}`).join('\n'));
    expect(agreements.length).toBeGreaterThan(15);
  });
});
