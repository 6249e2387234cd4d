import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { signingOf } from './regions';
import type { CoreSideKeys, SigningName } from './signing/strategy';

/** `app`: the citizens' program (1101 and the provincial messages). `institution`: a hospital's or pharmacy's till. */
export type CallerRole = 'app' | 'institution';

/** What a caller needs to know to speak with one core: one value of CORE_CONNECTIONS. */
export interface CallerConnection {
  url: string;
  strategy: SigningName;
  keyId: string;
  /** sm2: the caller's private key and the core's public key, hex. */
  privateKey?: string;
  publicKey?: string;
  /** sha256. */
  secret?: string;
}

export interface Caller {
  keyId: string;
  role: CallerRole;
  coreSide: CoreSideKeys;
  callerSide: Omit<CallerConnection, 'url'>;
}

/** Callers of one core, with keys made at the first start and kept in `keysDir`. Key ids carry the simulator's mark. */
export function callersOf(region: string, keysDir: string): Caller[] {
  const file = join(keysDir, `insurance-core-${region}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Caller[];
  const callers = (['app', 'institution'] as const).map((role) => newCaller(region, role));
  mkdirSync(keysDir, { recursive: true });
  writeFileSync(file, JSON.stringify(callers, null, 2), { mode: 0o600 });
  return callers;
}

function newCaller(region: string, role: CallerRole): Caller {
  const keyId = `simulator-${region}-${role}`;
  const strategy = signingOf(region);
  if (strategy === 'sha256') {
    const secret = `simulator-${randomBytes(24).toString('hex')}`;
    return { keyId, role, coreSide: { secret }, callerSide: { strategy, keyId, secret } };
  }
  const core = sm2.generateKeyPairHex();
  const caller = sm2.generateKeyPairHex();
  return {
    keyId,
    role,
    coreSide: { privateKey: core.privateKey, publicKey: caller.publicKey },
    callerSide: { strategy, keyId, privateKey: caller.privateKey, publicKey: core.publicKey },
  };
}
