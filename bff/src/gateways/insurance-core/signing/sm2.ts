import { sm2 } from 'sm-crypto-v2';
import type { CoreConnection } from '../connections';
import type { SignedHead, SigningStrategy } from './strategy';

type Sm2Connection = Extract<CoreConnection, { strategy: 'sm2' }>;

/** r and s, 32 bytes each, lower-case hex only: one form per signature. */
const SIGNATURE_FORM = /^[0-9a-f]{128}$/;

/** SM2 with SM3 and the standard's default user id over sorted parameters. sm-crypto-v2, because Node's SM2 is not the standard's. */
export const sm2Strategy: SigningStrategy<Sm2Connection> = {
  sign: (body, head, { privateKey }) => ({
    signature: sm2.doSignature(sortedParameters(body, head), privateKey, { hash: true }),
  }),
  verify(body, head, { signature }, { publicKey }) {
    if (!SIGNATURE_FORM.test(signature)) return false;
    try {
      return sm2.doVerifySignature(sortedParameters(body, head), signature, publicKey, { hash: true });
    } catch {
      return false;
    }
  },
};

/**
 * All top-level parameters of the message and the head as `name=value`, sorted by name, joined by `&`. Values are
 * percent-encoded so that no value can pass for another parameter; objects are JSON with sorted names.
 */
export function sortedParameters(body: string, head: SignedHead): string {
  const message: unknown = JSON.parse(body);
  if (message === null || typeof message !== 'object' || Array.isArray(message)) throw new Error('not a JSON object');
  const parameters = new Map<string, unknown>(Object.entries(message));
  parameters.set('paasid', head.keyId).set('timestamp', head.timestamp).set('nonce', head.nonce);
  if (head.requestNonce !== undefined) parameters.set('request_nonce', head.requestNonce);
  return [...parameters]
    .sort(byName)
    .map(([name, value]) => `${name}=${encodeURIComponent(typeof value === 'string' ? value : canonicalJson(value))}`)
    .join('&');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(byName);
  return `{${members.map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`).join(',')}}`;
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0);
