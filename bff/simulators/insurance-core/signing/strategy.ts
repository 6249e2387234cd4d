export type SigningName = 'sm2' | 'sha256';

/** What is signed beside the body. `requestNonce` only in answers: it ties an answer to its question. */
export interface SignedHead {
  keyId: string;
  /** Seconds since 1970 as text. */
  timestamp: string;
  nonce: string;
  requestNonce?: string;
}

/** One caller's keys as the core holds them. */
export interface CoreSideKeys {
  /** sm2: the core's own private key and the caller's public key, hex. */
  privateKey?: string;
  publicKey?: string;
  /** sha256: the secret that both sides hold. */
  secret?: string;
}

/** Signs answers and checks requests. `signature` and `contentSignature` travel in headers (PROTOCOL.md, "Signing"). */
export interface CoreSigning {
  sign(body: string, head: SignedHead, keys: CoreSideKeys): { signature: string; contentSignature?: string };
  verify(
    body: string,
    head: SignedHead,
    given: { signature: string; contentSignature?: string },
    keys: CoreSideKeys,
  ): boolean;
}
