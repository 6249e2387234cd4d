import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { keysFrom } from '../server/keys';

/** Both sides' secrets: the app signs with its private key, Alipay with its own. Keys are Base64 DER (PKCS#8, SPKI). */
export interface AlipayKeys {
  appId: string;
  appPrivateKey: string;
  appPublicKey: string;
  alipayPrivateKey: string;
  alipayPublicKey: string;
  /** Base64 AES-128 key for content encryption. */
  encryptKey: string;
}

/** Reads the keys of the last start, or makes them. The app id carries the simulator's mark. */
export function alipayKeys(keysDir: string | undefined): Promise<AlipayKeys> {
  return keysFrom<AlipayKeys>(keysDir, 'alipay', () => {
    const app = rsaPair();
    const alipay = rsaPair();
    return {
      appId: `sim-ali${randomBytes(8).toString('hex')}`,
      appPrivateKey: app.privateKey,
      appPublicKey: app.publicKey,
      alipayPrivateKey: alipay.privateKey,
      alipayPublicKey: alipay.publicKey,
      encryptKey: randomBytes(16).toString('base64'),
    };
  });
}

/** Base64 PKCS#8 → a key to sign with. */
export const privateKeyOf = (base64: string) =>
  createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });

/** Base64 SPKI → a key to verify with. */
export const publicKeyOf = (base64: string) =>
  createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });

function rsaPair() {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  };
}
