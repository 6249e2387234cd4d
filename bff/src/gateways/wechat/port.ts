/** What the program needs of WeChat. Every method throws GatewayError and nothing else for what happens outside. */
export interface WechatGateway {
  /**
   * Spends a `wx.login` code. Never repeated: a code works once.
   * Rejected with 40029 (unknown, spent or old code), 40226 (user blocked by WeChat as high-risk), 45011 (too often).
   */
  codeToSession(code: string): Promise<{ openid: string; unionid?: string }>;

  /** Spends a phone-button code: the mainland number of that WeChat account, 11 digits. Rejected with 40029. */
  phoneNumber(code: string): Promise<string>;

  /**
   * Opens a face check, valid for an hour; the client then calls wx.requestFacialVerify with the verifyId.
   * @param request.outSeqNo ours, 5 to 32 of [A-Za-z0-9_-], used once: after an unknown outcome start again with a new one
   */
  startFace(request: FaceRequest): Promise<{ verifyId: string }>;

  /**
   * The result that counts: what WeChat's server says, never what the client says. WeChat also compares openid, name
   * and number with those of the start: a difference is rejected. 'pending': nobody has finished it yet.
   */
  queryFace(request: FaceRequest & { verifyId: string }): Promise<FaceResult>;

  /**
   * Sends one subscription message. 'notSubscribed': the person did not (or no longer) allow it (43101), which is no error.
   * Not idempotent at WeChat: after an unknown outcome it may arrive twice when repeated.
   */
  sendSubscribe(message: SubscribeMessage): Promise<'sent' | 'notSubscribed'>;

  /**
   * The mini-program code of one page (`getwxacodeunlimit`), as a picture.
   * @param code.scene at most 32 characters of WeChat's set, no `%`; the page finds it as `scene` in its query
   * @param code.page without a leading slash and without a query
   */
  codeImage(code: { scene: string; page: string }): Promise<{ mediaType: string; bytes: Buffer }>;

  close(): Promise<void>;
}

export type FaceResult = 'passed' | 'failed' | 'pending';

export interface FaceRequest {
  outSeqNo: string;
  openid: string;
  name: string;
  certificateNumber: string;
}

export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** Path without a leading slash, with query. */
  page?: string;
  /** Field name in the template (`thing1`) → text; what is too long for its kind is cut with …. */
  data: Record<string, string>;
}

/** One interface token, shared by every process of the app. */
export interface AccessToken {
  value: string;
  /** Milliseconds since the epoch. */
  expiresAtMs: number;
}

/**
 * Where the interface token is kept. In memory for one process; several processes share one through the database,
 * since WeChat counts and limits how often a new one is made.
 */
export interface TokenKeeper {
  read(): Promise<AccessToken | undefined>;
  keep(token: AccessToken): Promise<void>;
  /** Forgets the token, but only if it is still this one: another process may have renewed it already. */
  forget(value: string): Promise<void>;
  /** True for one caller in half a minute, of all processes: that one may force a new token. */
  mayForce(): Promise<boolean>;
}

/** WeChat makes a forced token at most every 30 s (and 20 a day). */
export const FORCE_GAP_MS = 30_000;

/** A TokenKeeper for one process. */
export function tokenInMemory(nowMs: () => number = Date.now): TokenKeeper {
  let token: AccessToken | undefined;
  let forcedAtMs = Number.NEGATIVE_INFINITY;
  return {
    read: async () => token,
    keep: async (next) => {
      token = next;
    },
    forget: async (value) => {
      if (token?.value === value) token = undefined;
    },
    mayForce: async () => {
      if (nowMs() - forcedAtMs < FORCE_GAP_MS) return false;
      forcedAtMs = nowMs();
      return true;
    },
  };
}
