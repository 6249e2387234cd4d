import type { Client, LaunchOptions } from '../protocol';

/** Where a mini-program is opened from: the scene numbers of the vendors for search, a friend's card and the list of recent programs. */
export const SCENES = {
  weapp: { search: 1129, card: 1007, recent: 1089 },
  alipay: { search: '1005', card: '1007', recent: '1001' },
} as const;

export interface Entry {
  /** With or without leading slash; a query may follow. Absent: the first page of app.json. */
  path?: string;
  query?: Record<string, string>;
  scene?: number | string;
}

/** What the containers make of an entry: WeChat hands query values over as they stand in the address, Alipay decoded. */
export function launchOptions(client: Client, entry: Entry & { path: string; scene: number | string }): LaunchOptions {
  const [address = '', search = ''] = entry.path.replace(/^\//, '').split(/\?(.*)/s);
  const query: Record<string, string> = {};
  for (const pair of search.split('&').filter((each) => each !== '')) {
    const [name = '', ...rest] = pair.split('=');
    query[name] = client === 'alipay' ? decodeURIComponent(rest.join('=')) : rest.join('=');
  }
  for (const [name, value] of Object.entries(entry.query ?? {})) {
    query[name] = client === 'alipay' ? value : encodeURIComponent(value);
  }
  return { path: address, query, scene: entry.scene };
}
