import { AlipaySdk } from 'alipay-sdk';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { startAlipay } from '../../bff/simulators/alipay/index';
import { doorsOf } from '../../bff/simulators/server/test-doors';
import { alipayOverHttp } from '../../bff/src/gateways/alipay/http';
import { publicKeyOf, readAnswer } from '../../bff/src/gateways/alipay/wire';
import { agree, flipped } from './agreements';
import { ALIPAY_JAVA } from './java-peer';
import { type Middle, type PeerRun, startMiddle } from './setup';

const JAVA = `alipay-sdk-java ${ALIPAY_JAVA}`;
const NODE = 'alipay-sdk 4.14.0 (Node)';
const wang = { name: '王建国', certificateNumber: '620102198001011232' };
const TOKEN = 'alipay.system.oauth.token';
const INITIALIZE = 'alipay.user.certify.open.initialize';

/** Alipay's RSA2 and AES: our gateway and our simulator, each against the vendor's two SDKs. */
export function alipaySuite(run: PeerRun): void {
  describe('Alipay', () => {
    let sim: Awaited<ReturnType<typeof startAlipay>>;
    let doors: ReturnType<typeof doorsOf>;
    let middle: Middle;
    const java = (...asked: [string, ...string[]]) => run.java().ask(...asked);
    let serial = 0;
    const orderNo = () => `${++serial}`.padStart(32, 'P');
    const bizContent = () =>
      JSON.stringify({
        outer_order_no: orderNo(),
        biz_code: 'FACE',
        identity_param: {
          identity_type: 'CERT_INFO',
          cert_type: 'IDENTITY_CARD',
          cert_name: wang.name,
          cert_no: wang.certificateNumber,
        },
        merchant_config: {},
      });
    const env = (name: string) => sim.bffEnv[name] as string;
    const gatewayAt = (url: string) =>
      alipayOverHttp({
        url,
        appId: env('ALIPAY_APPID'),
        privateKey: env('ALIPAY_PRIVATE_KEY'),
        alipayPublicKey: env('ALIPAY_PUBLIC_KEY'),
        encryptKey: env('ALIPAY_ENCRYPT_KEY'),
      });
    const mint = async () => (await doors.post('/sim/codes')) as { code: string; openId: string };

    beforeAll(async () => {
      sim = await startAlipay({ port: 0 });
      doors = doorsOf(sim.url);
      middle = await startMiddle(sim.url);
    });
    afterAll(async () => {
      middle.stop();
      await sim.stop();
    });

    test('what our gateway signs, the Java SDK accepts; changed in one byte it does not', async () => {
      // The public half of the app's key is Alipay's in this check: made here, so that both halves are known.
      const [privateKey = '', publicKey = ''] = await run.pair();
      const ours = alipayOverHttp({
        url: middle.url,
        appId: 'sim-ali-peer',
        privateKey,
        alipayPublicKey: env('ALIPAY_PUBLIC_KEY'),
      });
      // The simulator does not know this key and says so; what was sent is what counts here.
      await ours.startCertify({ outerOrderNo: orderNo(), ...wang }).catch(() => undefined);
      const sent = new URLSearchParams(middle.seen.target.split('?')[1]);
      for (const [name, value] of new URLSearchParams(middle.seen.body)) sent.set(name, value);
      const call = (change: (name: string, value: string) => string = (_, value) => value) =>
        java('alipay.verifyCall', publicKey, ...[...sent].flatMap(([name, value]) => [name, change(name, value)]));
      const spoiled = (which: string, encoding: 'base64' | 'utf8') => () =>
        call((name, value) => (name === which ? flipped(value, encoding, 9) : value));
      await agree(run.agreements, { scheme: 'Alipay RSA2', what: 'our request → peer verifies', peer: JAVA }, call, {
        'a changed signature': spoiled('sign', 'base64'),
        'a changed biz_content': spoiled('biz_content', 'utf8'),
        'a changed timestamp': spoiled('timestamp', 'utf8'),
      });
      await ours.close();
    });

    test('what Java signs as Alipay, our gateway accepts; changed in one byte it does not', async () => {
      const [privateKey = '', publicKey = ''] = await run.pair();
      const key = publicKeyOf(publicKey);
      const content = '{"code":"10000","msg":"Success","open_id":"中文-\\"引号\\"-{括号}"}';
      const signature = await java('alipay.sign', content, privateKey);
      const read = (text: string, sign: string) =>
        readAnswer(
          TOKEN,
          {
            status: 200,
            header: () => undefined,
            bytes: Buffer.from(text),
            text: `{"alipay_system_oauth_token_response":${text},"sign":"${sign}"}`,
          },
          key,
        );
      await agree(
        run.agreements,
        { scheme: 'Alipay RSA2', what: 'answer signed by peer → our gateway verifies', peer: JAVA },
        () => read(content, signature),
        {
          'a changed answer': () => read(content.replace('10000', '10001'), signature),
          'a changed signature': () => read(content, flipped(signature, 'base64')),
        },
      );
    });

    test('both SDKs call our simulator and believe its answers; a changed answer neither believes', async () => {
      const identity = [env('ALIPAY_APPID'), env('ALIPAY_PRIVATE_KEY'), env('ALIPAY_PUBLIC_KEY')] as const;
      const asJava = async (url: string) => java('alipay.login', `${url}/gateway.do`, ...identity, (await mint()).code);
      const asNode = async (url: string) => {
        const [appId, privateKey, alipayPublicKey] = identity;
        const sdk = new AlipaySdk({
          appId,
          privateKey,
          alipayPublicKey,
          keyType: 'PKCS8',
          gateway: `${url}/gateway.do`,
        });
        const { code } = await mint();
        return (await sdk.exec(TOKEN, { grantType: 'authorization_code', code }, { validateSign: true })).openId;
      };
      const spoilText = await startMiddle(sim.url, { answer: (text) => text.replace('sim-a', 'sim-b') });
      const spoilSign = await startMiddle(sim.url, {
        answer: (text) => text.replace(/"sign":"([^"]+)"/, (_, sign: string) => `"sign":"${flipped(sign, 'base64')}"`),
      });
      const spoilRequest = await startMiddle(sim.url, {
        request: (body) => body.replace('authorization', 'authorizatiom'),
      });
      for (const [peer, login] of [
        [JAVA, asJava],
        [NODE, asNode],
        ['our gateway', async (url: string) => (await gatewayAt(url).codeToOpenId((await mint()).code)).openId],
      ] as const) {
        await agree(
          run.agreements,
          { scheme: 'Alipay RSA2', what: 'peer calls our simulator, verifies its answer', peer },
          () => login(sim.url),
          {
            'a changed answer': () => login(spoilText.url),
            'a changed signature of an answer': () => login(spoilSign.url),
            'a request changed on its way': () => login(spoilRequest.url),
          },
        );
      }
      for (const each of [spoilText, spoilSign, spoilRequest]) each.stop();
    });

    test('a face check opened by Java is known to our gateway', async () => {
      const gateway = gatewayAt(sim.url);
      const certifyId = await java(
        'alipay.startCertify',
        `${sim.url}/gateway.do`,
        env('ALIPAY_APPID'),
        env('ALIPAY_PRIVATE_KEY'),
        env('ALIPAY_PUBLIC_KEY'),
        bizContent(),
      );
      await agree(
        run.agreements,
        { scheme: 'Alipay RSA2', what: `${INITIALIZE}: opened by peer, read by us`, peer: JAVA },
        () => gateway.queryCertify(certifyId),
        { 'another id': () => gateway.queryCertify(flipped(certifyId, 'utf8', 7)) },
      );
      await gateway.close();
    });

    test('phone numbers: sealed by Java opened by us, sealed by our simulator opened by both SDKs', async () => {
      const [privateKey = '', publicKey = ''] = await run.pair();
      const encryptKey = env('ALIPAY_ENCRYPT_KEY');
      const ours = alipayOverHttp({
        url: sim.url,
        appId: 'sim-ali-peer',
        privateKey: env('ALIPAY_PRIVATE_KEY'),
        alipayPublicKey: publicKey,
        encryptKey,
      });
      const plain = '{"code":"10000","msg":"Success","mobile":"13800001111"}';
      const response = await java('alipay.encrypt', plain, encryptKey);
      const sign = await java('alipay.sign', `"${response}"`, privateKey);
      const scheme = 'Alipay AES-CBC + RSA2';
      await agree(
        run.agreements,
        { scheme, what: 'phone sealed by peer → our gateway opens', peer: JAVA },
        () => ours.openPhone({ response, sign }) === '13800001111',
        {
          'a changed cipher text': () => ours.openPhone({ response: flipped(response, 'base64'), sign }),
          'a changed signature': () => ours.openPhone({ response, sign: flipped(sign, 'base64') }),
        },
      );
      await ours.close();

      const sealed = (await doors.post('/sim/phones', { phone: '13900002222' })) as { response: string; sign: string };
      const byJava = async (given: typeof sealed) =>
        (await java('alipay.verify', `"${given.response}"`, given.sign, env('ALIPAY_PUBLIC_KEY'))) === 'true' &&
        (await java('alipay.decrypt', given.response, encryptKey)).includes('13900002222');
      const sdk = new AlipaySdk({
        appId: env('ALIPAY_APPID'),
        privateKey: env('ALIPAY_PRIVATE_KEY'),
        alipayPublicKey: env('ALIPAY_PUBLIC_KEY'),
        keyType: 'PKCS8',
        encryptKey,
      });
      const byNode = (given: typeof sealed) =>
        sdk.rsaCheck(`"${given.response}"`, given.sign) && sdk.aesDecrypt(given.response).includes('13900002222');
      for (const [peer, opens] of [
        [JAVA, byJava],
        [NODE, byNode],
      ] as const) {
        await agree(
          run.agreements,
          { scheme, what: 'phone sealed by our simulator → peer opens', peer },
          () => opens(sealed),
          {
            'a changed cipher text': () => opens({ ...sealed, response: flipped(sealed.response, 'base64') }),
            'a changed signature': () => opens({ ...sealed, sign: flipped(sealed.sign, 'base64') }),
          },
        );
      }
    });
  });
}
