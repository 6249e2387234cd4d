/** What the three clients have in common. Only files in this folder know wx, my or window. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** Absolute address, or one on our own origin in the browser. */
  url: string;
  headers: Record<string, string>;
  /** Already serialised. */
  body?: string;
  timeoutMs: number;
}

export interface HttpReply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  text: string;
}

/** Sends one request. Resolves for every HTTP status; throws NetworkError when no answer came. */
export type SendHttp = (request: HttpRequest) => Promise<HttpReply>;

/** No answer from the server: the phone is offline, or the answer took too long. */
export class NetworkError extends Error {
  readonly kind: 'offline' | 'timeout';
  constructor(kind: 'offline' | 'timeout') {
    super(kind === 'timeout' ? '等了很久没有回应，请看看网络再试一次。' : '现在连不上网，请检查网络后再试。');
    this.name = 'NetworkError';
    this.kind = kind;
  }
}

/** How this client signs a person in without typing. `channel` is absent where there is none (browser). */
export interface PlatformSignIn {
  channel?: 'wechat' | 'alipay';
  /** What the button says. */
  label: string;
  /** A one-time code for our server. Throws PlatformRefusal when the person or the platform said no. */
  code(): Promise<string>;
}

/** A native capability was refused by the person, or this app version lacks it. The message is ready to be shown. */
export class PlatformRefusal extends Error {
  readonly reason: 'cancelled' | 'unsupported' | 'failed';
  constructor(reason: 'cancelled' | 'unsupported' | 'failed', message: string) {
    super(message);
    this.name = 'PlatformRefusal';
    this.reason = reason;
  }
}

/** What the server gave us to begin a face check. */
export interface FaceTicket {
  faceCheckId: string;
  wechat?: { verifyId: string };
  alipay?: { certifyId: string; url: string };
}

export interface PlatformFace {
  /** The channel named to our server. */
  channel: 'wechat' | 'alipay' | 'h5';
  /** Where the certify page comes back to; only the browser leaves the program. */
  returnUrl(path: string): string | undefined;
  /**
   * Runs the check. 'finished': ask the server for the outcome now. 'left': the program is being left and comes back on
   * the return page. Throws PlatformRefusal when it was cancelled or is not there.
   */
  run(ticket: FaceTicket): Promise<'finished' | 'left'>;
}

export interface PlatformShare {
  /** True where a share card exists (openType="share"). */
  hasShareCard: boolean;
  /** An address that opens the page in this client, where there is one. */
  linkTo(path: string): string | undefined;
}

/** What a watch tells of an element: how much of it is in sight, where it stands, where the screen ends; in points. */
export interface ElementSeen {
  intersectionRatio?: number;
  boundingClientRect?: { top: number; height: number };
  relativeRect?: { bottom: number };
}

/** How far beyond the screen's edges an element counts as seen, and whether one that never was in sight is told of. */
export interface WatchOptions {
  top?: number;
  bottom?: number;
  initialRatio?: number;
}
