import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { doorsOf } from '../../bff/simulators/server/test-doors';
import { startWechat } from '../../bff/simulators/wechat/index';
import type { ExchangeAnswer } from '../../bff/src/gateways/exchange';
import { apiSecurity } from '../../bff/src/gateways/wechat/api-security';
import { agree, flipped } from './agreements';
import type { PeerRun } from './setup';
import { PUBLISHED } from './wechat-published';

const PEER = 'JDK 17 (JCE)';
const scheme = 'WeChat API security';
const URL = 'https://api.weixin.qq.com/wxa/business/getuserphonenumber';
const APP = 'wx0123456789abcdef';
const SYM = { symKeySn: 'sn-sym', symKey: Buffer.alloc(32, 9).toString('base64') };
const AT = 1_790_000_000;

interface Sealed {
  iv: string;
  data: string;
  authtag: string;
}

const answerOf = (text: string, headers: Record<string, string>): ExchangeAnswer => ({
  status: 200,
  text,
  bytes: Buffer.from(text),
  header: (name) => headers[name],
});
const der = (key: KeyObject, type: 'pkcs8' | 'spki') =>
  key.export({ format: 'der', type: type as 'spki' }).toString('base64');

/** WeChat's API security: our gateway and our simulator against the JDK, and against what WeChat itself has published. */
export function wechatSuite(run: PeerRun): void {
  describe('WeChat', () => {
    const java = (...asked: [string, ...string[]]) => run.java().ask(...asked);

    test('calls: sealed and signed by us, checked and opened by the JDK', async () => {
      const [privateKey = '', publicKey = ''] = await run.pair();
      const ours = apiSecurity(APP, {
        ...SYM,
        privateKey,
        platformSn: 'sn-cert',
        platformCertificate: publicKey,
        paths: [],
      });
      const { headers, body } = ours.seal(URL, { code: '换号码', n: 1 }, AT);
      const { iv, data, authtag } = JSON.parse(body) as Sealed;
      const signed = (text: string) => [URL, APP, headers['Wechatmp-TimeStamp'], text].join('\n');
      const signature = headers['Wechatmp-Signature'] ?? '';
      const verify = (text: string, by: string) => java('wechat.verify', text, by, publicKey);
      await agree(
        run.agreements,
        { scheme, what: 'RSA-PSS: our call → peer verifies', peer: PEER },
        () => verify(signed(body), signature),
        {
          'a changed body': () => verify(signed(flipped(body, 'utf8', 30)), signature),
          'a changed signature': () => verify(signed(body), flipped(signature, 'base64')),
        },
      );
      const aad = [URL, APP, AT, SYM.symKeySn].join('|');
      const open = (given: Sealed, over = aad) =>
        java('wechat.open', SYM.symKey, given.iv, over, given.data, given.authtag);
      const inside = JSON.parse(await open({ iv, data, authtag })) as Record<string, unknown>;
      expect(inside).toEqual({ _n: expect.any(String), _appid: APP, _timestamp: AT, code: '换号码', n: 1 });
      await agree(
        run.agreements,
        { scheme, what: 'AES-256-GCM: our call → peer opens', peer: PEER },
        () => open({ iv, data, authtag }),
        {
          'a changed cipher text': () => open({ iv, data: flipped(data, 'base64'), authtag }),
          'a changed tag': () => open({ iv, data, authtag: flipped(authtag, 'base64') }),
          'a changed IV': () => open({ iv: flipped(iv, 'base64'), data, authtag }),
          'another address': () => open({ iv, data, authtag }, flipped(aad, 'utf8', 30)),
        },
      );
    });

    test('answers: sealed and signed by the JDK, checked and opened by us', async () => {
      const [privateKey = '', publicKey = ''] = await run.pair();
      const settings = { ...SYM, privateKey, platformSn: 'sn-cert', platformCertificate: publicKey, paths: [] };
      const ours = apiSecurity(APP, settings);
      const iv = Buffer.alloc(12, 5).toString('base64');
      const plain = JSON.stringify({ _n: 'n', _appid: APP, _timestamp: AT, errcode: 0, name: '王𠮷国' });
      const aad = [URL, APP, AT, SYM.symKeySn].join('|');
      const [data = '', authtag = ''] = await run.java().askAll('wechat.seal', SYM.symKey, iv, aad, plain);
      const sealed = { iv, data, authtag };
      const sign = (text: string) => java('wechat.sign', [URL, APP, AT, text].join('\n'), privateKey);
      const open = async (given: Sealed, change: Record<string, string> = {}) => {
        const text = JSON.stringify(given);
        const headers = {
          'wechatmp-appid': APP,
          'wechatmp-timestamp': String(AT),
          'wechatmp-serial': 'sn-cert',
          'wechatmp-signature': await sign(text),
          ...change,
        };
        return ours.open('peer', URL, answerOf(text, headers), AT + 100);
      };
      expect(JSON.parse((await open(sealed)).text)).toEqual({ errcode: 0, name: '王𠮷国' });
      const genuine = await sign(JSON.stringify(sealed));
      await agree(
        run.agreements,
        { scheme, what: 'RSA-PSS + AES-256-GCM: answer made by peer → we verify and open', peer: PEER },
        () => open(sealed),
        {
          'a changed signature': () => open(sealed, { 'wechatmp-signature': flipped(genuine, 'base64') }),
          'a signature over another answer': () =>
            open({ ...sealed, data: flipped(data, 'base64') }, { 'wechatmp-signature': genuine }),
          // Signed all right, so that only the seal is left to tell:
          'a changed cipher text': () => open({ ...sealed, data: flipped(data, 'base64') }),
          'a changed tag': () => open({ ...sealed, authtag: flipped(authtag, 'base64') }),
          'another time': () => open(sealed, { 'wechatmp-timestamp': String(AT + 1) }),
          'another certificate': () => open(sealed, { 'wechatmp-serial': 'sn-older' }),
        },
      );
      expect(() => ours.open('peer', URL, answerOf('{"errcode":0}', {}), AT)).toThrowError(/badSignature/);
    });

    test('a call made with the JDK alone is understood by our simulator, and its answer by the JDK', async () => {
      const sim = await startWechat({ port: 0 });
      const doors = doorsOf(sim.url);
      const env = (name: string) => sim.bffEnv[name] as string;
      const tokenAnswer = await doors.post('/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: env('WECHAT_APPID'),
        secret: env('WECHAT_SECRET'),
      });
      const url = `${sim.url}/wxa/business/getuserphonenumber`;
      const appid = env('WECHAT_APPID');
      const ownKey = der(createPrivateKey(env('WECHAT_API_PRIVATE_KEY')), 'pkcs8');
      const platformKey = der(createPublicKey(env('WECHAT_API_PLATFORM_CERT')), 'spki');
      const iv = Buffer.alloc(12, 6).toString('base64');
      const aadAt = (at: string) => [url, appid, at, env('WECHAT_API_SYM_SN')].join('|');
      const call = async (change: { body?: (text: string) => string; signature?: (text: string) => string } = {}) => {
        const { phoneCode } = (await doors.post('/sim/codes', { phone: '13800138000' })) as { phoneCode: string };
        const at = String(Math.floor(Date.now() / 1000));
        const plain = JSON.stringify({ _n: 'n', _appid: appid, _timestamp: Number(at), code: phoneCode });
        const sealed = await run.java().askAll('wechat.seal', env('WECHAT_API_SYM_KEY'), iv, aadAt(at), plain);
        const body = JSON.stringify({ iv, data: sealed[0], authtag: sealed[1] });
        const signature = await java('wechat.sign', [url, appid, at, body].join('\n'), ownKey);
        const answer = await fetch(`${url}?access_token=${tokenAnswer.access_token}`, {
          method: 'POST',
          headers: {
            'wechatmp-appid': appid,
            'wechatmp-timestamp': at,
            'wechatmp-signature': change.signature?.(signature) ?? signature,
          },
          body: change.body?.(body) ?? body,
        });
        const text = await answer.text();
        const answeredAt = answer.headers.get('wechatmp-timestamp') ?? '';
        const by = answer.headers.get('wechatmp-signature') ?? '';
        const isGenuine = await java('wechat.verify', [url, appid, answeredAt, text].join('\n'), by, platformKey);
        if (isGenuine !== 'true') return false;
        const made = JSON.parse(text) as Sealed;
        const opened = await java(
          'wechat.open',
          env('WECHAT_API_SYM_KEY'),
          made.iv,
          aadAt(answeredAt),
          made.data,
          made.authtag,
        );
        return opened.includes('13800138000');
      };
      await agree(run.agreements, { scheme, what: 'peer calls our simulator and opens its answer', peer: PEER }, call, {
        'a changed body': () => call({ body: (text) => text.replace(/"data":"(..)/, '"data":"AA') }),
        'a changed signature': () => call({ signature: (text) => flipped(text, 'base64') }),
      });
      await sim.stop();
    });

    test('WeChat’s own published call and answer open with our code', async () => {
      const { url, appid, symKeySn, symKey, certificate, certificateSn, answer } = PUBLISHED;
      // The private key that the page prints is not needed to read; any one serves.
      const [privateKey = ''] = await run.pair();
      const ours = apiSecurity(appid, {
        symKeySn,
        symKey,
        privateKey,
        platformSn: certificateSn,
        platformCertificate: certificate,
        paths: [],
      });
      const open = (text: string, headers: Record<string, string>) =>
        ours.open('peer', url, answerOf(text, headers), Number(answer.headers['wechatmp-timestamp']));
      expect(JSON.parse(open(answer.text, answer.headers).text)).toEqual(answer.opened);
      const spoiled = flipped(answer.headers['wechatmp-signature'], 'base64');
      await agree(
        run.agreements,
        { scheme, what: 'published answer → we verify and open', peer: 'WeChat’s documentation' },
        () => open(answer.text, answer.headers),
        {
          'a changed answer': () => open(flipped(answer.text, 'utf8', 40), answer.headers),
          'a changed signature': () => open(answer.text, { ...answer.headers, 'wechatmp-signature': spoiled }),
        },
      );
    });
  });
}
