import { z } from 'zod';

const hexKey = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));
const common = {
  /** The province's gateway address (the insurance network itself is never reached directly). */
  url: z.url(),
  /** Names us to the core. Ids with the mark `simulator-` are refused in production by the configuration. */
  keyId: z.string().min(1),
};

const connectionSchema = z.discriminatedUnion('strategy', [
  /** SM2 with SM3 over sorted parameters: our private key, the core's public key. */
  z.object({ ...common, strategy: z.literal('sm2'), privateKey: hexKey(64), publicKey: hexKey(130) }),
  /** SHA-256 in headers with a shared secret. */
  z.object({ ...common, strategy: z.literal('sha256'), secret: z.string().min(16) }),
]);

/** CORE_CONNECTIONS: one connection per province, by GB/T 2260 code. */
export const coreConnectionsSchema = z.record(z.string().regex(/^\d{2}0000$/), connectionSchema);

export type CoreConnection = z.infer<typeof connectionSchema>;
export type CoreConnections = z.infer<typeof coreConnectionsSchema>;

/** Reads CORE_CONNECTIONS (JSON text). Throws a ZodError or SyntaxError whose message holds no key. */
export function parseCoreConnections(json: string): CoreConnections {
  return coreConnectionsSchema.parse(JSON.parse(json));
}
