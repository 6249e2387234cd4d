import { createHash } from 'node:crypto';
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import { isSameText, keyedHash, type Secrets } from '../../secrets';

export const ACCESS_TOKEN_SECONDS = 600;
const ISSUER = 'gongji';

export type Tokens = ReturnType<typeof createTokens>;

/**
 * Access tokens are short JWTs (HS256) that name a session and nothing else. A refresh token is derived from its session and
 * generation, so that the same successor can be answered again without keeping it anywhere.
 */
export function createTokens(secrets: Pick<Secrets, 'accessKey' | 'refreshKey'>) {
  const seal = (sessionId: string, generation: number) => keyedHash(secrets.refreshKey, sessionId, String(generation));
  return {
    async accessToken(sessionId: string, now: Date): Promise<{ accessToken: string; accessExpiresAt: string }> {
      const issuedAt = Math.floor(now.getTime() / 1000);
      const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS;
      const accessToken = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(ISSUER)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(secrets.accessKey);
      return { accessToken, accessExpiresAt: new Date(expiresAt * 1000).toISOString() };
    },

    /** The session that an access token names; 'tooOld' when it was ours; undefined when it never was. */
    async sessionOf(accessToken: string, now: Date): Promise<{ sessionId: string } | 'tooOld' | undefined> {
      try {
        const { payload } = await jwtVerify(accessToken, secrets.accessKey, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          currentDate: now,
          requiredClaims: ['exp', 'sid'],
        });
        return typeof payload.sid === 'string' ? { sessionId: payload.sid } : undefined;
      } catch (error) {
        // The signature is checked before the time.
        if (error instanceof joseErrors.JWTExpired) return 'tooOld';
        if (error instanceof joseErrors.JOSEError) return undefined;
        throw error;
      }
    },

    refreshToken: (sessionId: string, generation: number) =>
      `${sessionId}.${generation}.${seal(sessionId, generation)}`,

    /** Reads a refresh token; undefined unless it was made here. */
    readRefresh(token: string): { sessionId: string; generation: number } | undefined {
      const [sessionId = '', generation = '', seal_ = '', ...rest] = token.split('.');
      if (rest.length > 0 || !/^\d{1,9}$/.test(generation)) return undefined;
      if (!isSameText(seal_, seal(sessionId, Number(generation)))) return undefined;
      return { sessionId, generation: Number(generation) };
    },

    hashOf: (token: string) => createHash('sha256').update(token).digest('base64url'),
  };
}
