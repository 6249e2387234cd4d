import type { CoreConnection } from '../connections';

/** What is signed beside the body. `requestNonce` stands only in answers: it ties an answer to its question. */
export interface SignedHead {
  keyId: string;
  /** Seconds since 1970, as text. */
  timestamp: string;
  nonce: string;
  requestNonce?: string;
}

/** The header values `x-tif-signature` and, where the strategy has one, `x-tif-content-signature`. */
export interface Signatures {
  signature: string;
  contentSignature?: string;
}

/** Signs our requests and checks a core's answers. `verify` never throws: what cannot be checked is false. */
export interface SigningStrategy<C extends CoreConnection = CoreConnection> {
  sign(body: string, head: SignedHead, connection: C): Signatures;
  verify(body: string, head: SignedHead, given: Signatures, connection: C): boolean;
}
