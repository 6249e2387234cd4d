import type { Locator, Page } from 'playwright-core';

/** The three programs that are made of one source: in a browser, in WeChat, in Alipay. */
export const CLIENTS = ['h5', 'weapp', 'alipay'] as const;
export type Client = (typeof CLIENTS)[number];

/** One request of a phone to the program's server, as the phone made it. */
export interface SentRequest {
  method: string;
  /** Path and query, as asked: '/v1/packs'. */
  path: string;
}

/** What the phone is told instead of the server's answer. */
export interface FalseAnswer {
  status: number;
  contentType: string;
  body: string;
}

/**
 * One phone with one of the three programs. All that differs between them for a person's hands and eyes is here; journeys and Phone
 * know nothing else of it. Whatever is drawn stands in `page`, a Chromium page of 375×812.
 */
export interface Driver {
  readonly client: Client;
  readonly page: Page;
  /** How a person of this program signs in: with the platform's account, or (a browser has none) with a code by SMS. */
  readonly signsInBy: 'platform' | 'sms';
  /** CSS for the element of this name, or for all whose names begin so; hidden ones too. */
  named(name: string): string;
  namedFrom(prefix: string): string;
  /** The attribute that holds the name. */
  readonly nameAttribute: 'data-testid' | 'id';
  /** The element that takes the keys of the field with this name. */
  field(part: Locator): Locator;
  /** Opens an address of the program: a cold start on that page, or, where it lives already, as from a card. */
  go(path: string): Promise<void>;
  /** A cold start on this page from the platform's search (WeChat: scene 1129); in a browser a link like any other. */
  openFromSearch(path: string): Promise<void>;
  /** Address of the page on top, with its query. */
  where(): Promise<string>;
  /** The phone's own way back. */
  back(): Promise<void>;
  /** Whether going back left the program: nothing lay below. */
  isLeft(): Promise<boolean>;
  /** Begins the page anew: a browser's reload; a mini-program is ended and opened where it stood. */
  reload(): Promise<void>;
  /** Ends the program as a phone does: memory is gone, only what was stored for good is left. Opened again at this path. */
  killAndReturn(path: string): Promise<void>;
  setOnline(isOnline: boolean): Promise<void>;
  /** What the program would hand to somebody else for the page on top: the path of its card. */
  sharedPath(): Promise<string>;
  /** Stands before the platform's camera: the person, somebody else, or nobody (cancelled; not in a browser). */
  showFace(who: 'own' | 'other' | 'nobody', see: (what: string) => Promise<unknown>): Promise<void>;
  /** Picks a day and a clock time ('YYYY-MM-DDTHH:MM') in the field of this name, with the platform's own means. */
  pickTime(part: Locator, local: string): Promise<void>;
  /** All requests to the server so far, in order. */
  requests(): Promise<readonly SentRequest[]>;
  /** Until `undo` is called, requests whose path has this part are answered so, and never reach the server. */
  answerInstead(pathPart: string, answer: FalseAnswer): Promise<() => Promise<void>>;
  /** All that the program keeps on this phone for good, as text. */
  stored(): Promise<string>;
  /** Ends the program for good. */
  close(): Promise<void>;
}
