import { createHash } from 'node:crypto';
import { sm2, sm3, sm4 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { SIGNINGS } from '../../bff/simulators/insurance-core/signing/index';
import type { CoreConnection } from '../../bff/src/gateways/insurance-core/connections';
import { strategyOf } from '../../bff/src/gateways/insurance-core/signing/index';
import { agree, flipped } from './agreements';
import { BOUNCY_CASTLE } from './java-peer';
import type { PeerRun } from './setup';

const BC = `BouncyCastle ${BOUNCY_CASTLE}`;
const JDK = 'JDK 17';

/** A core's message with what is easy to get wrong: Chinese, a rare character, nested members, blanks, signs of its own. */
const BODY = JSON.stringify({
  infno: '1101',
  input: { data: { psn_name: '王𠮷国', b: [1, { d: null, c: true }], a: 'x=1&y= 2' } },
  msgid: 'M 1',
});
const HEAD = { keyId: 'simulator-peer', timestamp: '1790000000', nonce: 'n-1' };
/** What is signed, written out by hand from PROTOCOL.md: sorted names, percent-encoded values, JSON with sorted names. */
const SIGNED = [
  'infno=1101',
  `input=${encodeURIComponent('{"data":{"a":"x=1&y= 2","b":[1,{"c":true,"d":null}],"psn_name":"王𠮷国"}}')}`,
  'msgid=M%201',
  'nonce=n-1',
  'paasid=simulator-peer',
  'timestamp=1790000000',
].join('&');

/** The insurance cores' signing strategies, and the primitives under them. */
export function smSuite(run: PeerRun): void {
  describe('insurance core', () => {
    const java = (...asked: [string, ...string[]]) => run.java().ask(...asked);
    const keys = sm2.generateKeyPairHex();
    const common = { url: 'http://core.test/', keyId: HEAD.keyId } as const;
    const sm2Connection: CoreConnection = { ...common, strategy: 'sm2', ...keys };

    test('SM2 with SM3: what our strategy signs, BouncyCastle accepts', async () => {
      const strategy = strategyOf(sm2Connection);
      for (let round = 0; round < 8; round += 1) {
        const { signature } = strategy.sign(BODY, { ...HEAD, nonce: `n-${round}` }, sm2Connection);
        const text = SIGNED.replace('nonce=n-1', `nonce=n-${round}`);
        const verify = (over: string, by: string) => java('sm2.verify', over, by, keys.publicKey);
        const what = 'core request signed by us → peer verifies';
        // Eight keys of randomness: leading zeros in r or s are where implementations differ. One row tells of them.
        await agree(
          round === 0 ? run.agreements : [],
          { scheme: 'SM2 + SM3', what, peer: BC },
          () => verify(text, signature),
          {
            'a changed text': () => verify(flipped(text, 'utf8', 20), signature),
            'a changed signature': () => verify(text, flipped(signature, 'hex', 40)),
          },
        );
      }
    });

    test('SM2 with SM3: what BouncyCastle signs, our strategy and the simulator accept', async () => {
      const signature = await java('sm2.sign', SIGNED, keys.privateKey);
      const sides = {
        'our gateway': (body: string, by: string) =>
          strategyOf(sm2Connection).verify(body, HEAD, { signature: by }, sm2Connection),
        'our simulator': (body: string, by: string) => SIGNINGS.sm2.verify(body, HEAD, { signature: by }, keys),
      };
      for (const [side, verify] of Object.entries(sides)) {
        await agree(
          run.agreements,
          { scheme: 'SM2 + SM3', what: `signed by peer → ${side} verifies`, peer: BC },
          () => verify(BODY, signature),
          {
            'a changed body': () => verify(BODY.replace('王', '玉'), signature),
            'a changed signature': () => verify(BODY, flipped(signature, 'hex', 40)),
          },
        );
      }
    });

    test('SHA-256 in headers: both of our values are the JDK’s', async () => {
      const connection: CoreConnection = { ...common, strategy: 'sha256', secret: 'a-shared-secret-of-some-length' };
      const { signature, contentSignature } = strategyOf(connection).sign(BODY, HEAD, connection);
      const { timestamp, nonce, keyId } = HEAD;
      const made = {
        signature: await java('sha256', timestamp + connection.secret + nonce + timestamp),
        contentSignature: await java('hmacSha256', [keyId, timestamp, nonce, '', BODY].join('\n'), connection.secret),
      };
      expect({ signature, contentSignature }).toEqual(made);
      const verify = (body: string, given: typeof made) => strategyOf(connection).verify(body, HEAD, given, connection);
      await agree(
        run.agreements,
        { scheme: 'SHA-256 + HMAC', what: 'made by peer → our gateway verifies', peer: JDK },
        () => verify(BODY, made),
        {
          'a changed body': () => verify(BODY.replace('王', '玉'), made),
          'a changed signature': () => verify(BODY, { ...made, signature: flipped(made.signature, 'hex') }),
          'a changed content signature': () =>
            verify(BODY, { ...made, contentSignature: flipped(made.contentSignature, 'hex') }),
        },
      );
    });

    test('SM3: three implementations, one digest', async () => {
      for (const [index, text] of ['', 'abc', '王𠮷国'.repeat(100)].entries()) {
        const theirs = await java('sm3', text);
        const agreement = { scheme: 'SM3', what: 'digest by us and by Node = digest by peer', peer: BC };
        await agree(
          index === 0 ? run.agreements : [],
          agreement,
          () => sm3(text) === theirs && createHash('sm3').update(text).digest('hex') === theirs,
          { 'another text': () => sm3(`${text}.`) === theirs },
        );
      }
    });

    test('SM4 with GCM: sealed on either side, opened on the other', async () => {
      const key = '0123456789abcdeffedcba9876543210';
      const iv = '00001234567800000000abcd';
      const [aad, plain] = ['region:seq', '王𠮷国,account'];
      const options = { mode: 'gcm', iv, associatedData: Buffer.from(aad).toString('hex'), outputTag: true } as const;
      const { output, tag = '' } = sm4.encrypt(plain, key, options) as { output: string; tag?: string };
      const open = (sealed: string, over = aad) => java('sm4.open', key, iv, over, sealed);
      await agree(
        run.agreements,
        { scheme: 'SM4-GCM', what: 'sealed by our library → peer opens', peer: BC },
        async () => (await open(output + tag)) === plain,
        {
          'a changed cipher text': () => open(flipped(output + tag, 'hex')),
          'a changed tag': () => open(output + flipped(tag, 'hex')),
          'other associated data': () => open(output + tag, 'region:sep'),
        },
      );
      const sealed = await java('sm4.seal', key, iv, aad, plain);
      const ours = (text: string) =>
        sm4.decrypt(text.slice(0, -32), key, {
          mode: 'gcm',
          iv,
          associatedData: Buffer.from(aad).toString('hex'),
          tag: text.slice(-32),
        }) === plain;
      await agree(
        run.agreements,
        { scheme: 'SM4-GCM', what: 'sealed by peer → our library opens', peer: BC },
        () => ours(sealed),
        {
          'a changed cipher text': () => ours(flipped(sealed, 'hex')),
          'a changed tag': () => ours(flipped(sealed, 'hex', sealed.length / 2 - 1)),
        },
      );
    });
  });
}
